/**
 * Networks of each kind, as small as they can be and still have levels, for tests of what they have
 * in common.
 *
 * @module
 */
import { gradients, input, mul, type Shape, sum, type Tensor } from "../../src/graph/mod.ts";
import { averageOf, BLOCKS } from "../../src/learn/training/training_graph.ts";
import { trainedWeights } from "../../src/learn/training/trained_weights.ts";
import { buildNetwork, type NetworkDescription } from "../../src/nn/networks.ts";
import { Parameters, type ParameterSource } from "../../src/nn/parameters.ts";
import { Random } from "../../src/random.ts";
import type { LoadedWeights } from "../../src/weights/load_weights.ts";
import { evaluate } from "../graph/reference.ts";
import { RandomCase } from "../graph/random_case.ts";

/** One of each kind; each needs sides that are multiples of 4. */
export const TINY: Readonly<Record<NetworkDescription["kind"], NetworkDescription>> = {
  "difference": {
    kind: "difference",
    options: { patch: 2, channels: [4, 6], down: [1, 1], up: [1] },
  },
  "encoder-decoder": { kind: "encoder-decoder", options: { channels: [6, 8] } },
  "unet": { kind: "unet", options: { channels: [3, 4, 5] } },
};

/** What {@linkcode TINY} networks need. */
export const MULTIPLE = 4;

/** A network with its first weights, as if they had been trained. */
export function untrained(network: NetworkDescription, seed = 1): LoadedWeights {
  const parameters = new Parameters(new Random(seed), BLOCKS);
  buildNetwork(network, input([1, 3, MULTIPLE, MULTIPLE]), parameters);
  const state = Object.fromEntries(
    parameters.blocks.map(({ name, initial }) => [averageOf(name), initial]),
  );
  return { ...trainedWeights(network, state, {}), file: "tiny.safetensors", sha256: "" };
}

/**
 * Names the parameters that a loss does not depend on.
 *
 * @param shape Of the picture.
 * @param build The network: whatever it yields.
 * @returns Their numbers, in the order of declaration.
 */
export function idleParameters(
  shape: Shape,
  build: (x: Tensor, parameters: ParameterSource) => readonly Tensor[],
): readonly number[] {
  const random = new RandomCase(3);
  const parameters = new Parameters(new Random(2));
  const outputs = build(random.any(shape), parameters);
  const loss = outputs.map((output) => sum(mul(output, random.constant(output.shape))))
    .reduce((total, term) => mul(total, term));
  for (const { tensor, initial } of parameters.blocks) {
    random.feeds.set(tensor, Float64Array.from(initial));
  }
  const parts = parameters.blocks.flatMap((block) => block.parts);
  const slopes = evaluate(gradients(loss, parts), random.feeds);
  const most = slopes.map((slope) => slope.reduce((most, v) => Math.max(most, Math.abs(v)), 0));
  // What a normalisation takes away again leaves a slope of rounding errors.
  const least = 1e-9 * Math.max(...most);
  return most.flatMap((value, i) => value > least ? [] : [i]);
}
