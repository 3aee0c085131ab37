import assert from "node:assert/strict";
import { FITTED_RECIPES } from "../../src/decompose/recipes.ts";
import type { FittedRecipe } from "../../src/decompose/recipe.ts";
import { valueAt } from "../../src/fit/model.ts";
import { add, gradients, input, mul, type Shape, type Tensor } from "../../src/graph/mod.ts";
import { blockGradient, Parameters } from "../../src/nn/parameters.ts";
import { Random } from "../../src/random.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";
import { evaluate } from "../graph/reference.ts";

// Everything that a step minimises, through both networks and the mask: float64 holds the gradient
// against differences of the loss, and then the engine against float64.

/** Sides that are no multiples, oblong; for the published nets about the least that they take. */
const SIZES: Readonly<Record<string, readonly [number, number]>> = { published: [65, 66] };
const SIZE = [26, 35] as const;

/**
 * How far weights are moved, as a share of their own size: a longer step meets kinks (of L1, of the
 * leaky ReLU) among the published net's half a million activations, a shorter one drowns in rounding.
 */
const STEP = 1e-8;
const SLOPE_TOLERANCE = 1e-4;

/** Rounding to 24 bits, magnified by twenty normalisations: 4e-5 was measured, 4e-7 for the loss. */
const ONNX_TOLERANCE = { loss: 1e-5, gradient: 1e-3 };

/**
 * First weights to try in turn. Rounding can carry one activation over its kink (in one draw of four,
 * and in others on another processor), and a gradient is then off by 4e-3; one that is wrong is so at
 * every draw.
 */
const SEEDS = [5, 6, 7];

/** A recipe's loss at its first step, with the values of photo, noise and weights. */
function lossOf(recipe: FittedRecipe, [height, width]: readonly [number, number], seed = SEEDS[0]) {
  const random = new Random(seed ?? 0);
  const feeds = new Map<Tensor, Float64Array>();
  const fed = (shape: Shape, value: () => number) => {
    const tensor = input(shape);
    feeds.set(tensor, Float64Array.from({ length: tensor.size }, () => Math.fround(value())));
    return tensor;
  };
  const parameters = new Parameters(random);
  const likely = new Random(1);
  const { terms } = recipe.build({
    photo: fed([1, 3, height, width], () => random.uniform()),
    given: { likely: fed([1, 6, height, width], () => likely.uniform()) },
    parameters,
    noise: (channels) =>
      fed([1, channels, height, width], () => recipe.settings.noise * (2 * random.uniform() - 1)),
  });
  for (const { tensor, initial } of parameters.blocks) {
    feeds.set(tensor, Float64Array.from(initial));
  }
  const loss = Object.values(terms)
    .map(({ loss, weight }) => mul(loss, valueAt(weight, 0, recipe.steps)))
    .reduce((sum, term) => add(sum, term));
  const { blocks } = parameters;
  const parts = blocks.flatMap((block) => block.parts);
  const partials = new Map(gradients(loss, parts).map((partial, i) => [parts[i], partial]));
  const slopes = blocks.map((block) =>
    blockGradient(block, block.parts.map((part) => partials.get(part) as Tensor))
  );
  return { loss, slopes, blocks, feeds, random };
}

function norm(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));
}

for (const [name, recipe] of Object.entries(FITTED_RECIPES)) {
  const size = SIZES[name] ?? SIZE;

  Deno.test(`the whole loss of ${name} and its gradient, in float64 and in ONNX`, async (test) => {
    const { loss, slopes, blocks, feeds, random } = lossOf(recipe, size);
    const gradient = evaluate(slopes, feeds);

    await test.step("the slope along a random direction is that of the loss", () => {
      // Each weight in proportion to its parameter, so that small and large ones have their say.
      const direction = blocks.map(({ tensor, parts }) => {
        const values = feeds.get(tensor) as Float64Array;
        let end = 0;
        const moves = parts.flatMap(({ size }) => {
          const own = values.subarray(end, end += size);
          const scale = norm(own) / Math.sqrt(size);
          return Array.from(own, () => scale * random.normal());
        });
        return Float64Array.from(values, (_, i) => moves[i] ?? 0);
      });
      const lossAt = (distance: number): number => {
        const moved = blocks.map(({ tensor }, b) => {
          const values = feeds.get(tensor) as Float64Array;
          const along = direction[b] as Float64Array;
          return [tensor, values.map((v, i) => v + distance * (along[i] as number))] as const;
        });
        return evaluate([loss], new Map([...feeds, ...moved]))[0]?.[0] as number;
      };
      const expected = (lossAt(STEP) - lossAt(-STEP)) / (2 * STEP);
      const slope = gradient.reduce(
        (sum, g, b) =>
          sum + g.reduce((s, v, i) => s + v * ((direction[b] as Float64Array)[i] as number), 0),
        0,
      );
      assert.ok(Math.abs(slope) > 1e-4, `too flat to judge: ${slope}`);
      assert.ok(Math.abs(slope / expected - 1) < SLOPE_TOLERANCE, `${slope}, not ${expected}`);
    });

    await test.step("ONNX computes the same loss and gradients", async () => {
      let wrong: readonly string[] = [];
      for (const seed of SEEDS) {
        wrong = await onnxMistakes(lossOf(recipe, size, seed));
        if (wrong.length === 0) return;
      }
      assert.fail(wrong.join("\n"));
    });
  });
}

/** What ONNX Runtime computes otherwise than float64 does. */
async function onnxMistakes(
  { loss, slopes, feeds }: ReturnType<typeof lossOf>,
): Promise<readonly string[]> {
  const reference = evaluate([loss, ...slopes], feeds);
  const named = [...feeds].map(([tensor, v], i) => [`${i}`, tensor, v] as const);
  const results = Object.fromEntries([loss, ...slopes].map((tensor, i) => [`${i}`, tensor]));
  const inputs = Object.fromEntries(named.map(([name, tensor]) => [name, tensor]));
  const executable = await onnxEngine().compile({ feeds: inputs, state: {}, results }, {});
  const actual = await executable.run(
    Object.fromEntries(named.map(([name, , v]) => [name, Float32Array.from(v)])),
  );
  await executable.release();
  return reference.flatMap((want, i) => {
    const got = actual[`${i}`] as Float32Array;
    const error = norm(want.map((v, at) => v - (got[at] as number))) / norm(want);
    const what = i === 0 ? "loss" : "gradient";
    return error < ONNX_TOLERANCE[what] ? [] : [`${what} ${i} is off by ${error}`];
  });
}
