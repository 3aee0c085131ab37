/**
 * How long one optimisation step takes: that of the published networks at 128 and 256 px, in turn
 * with PyTorch's where it is installed (`apt-get install python3-torch`), and the default recipe's.
 *
 *     deno run -A bench/step.ts [--rounds 5] [--threads 2]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { RECIPE_NAMES, RECIPES } from "../src/decompose/recipes.ts";
import type { Recipe } from "../src/decompose/recipe.ts";
import { Fit } from "../src/fit/fit.ts";
import { Random } from "../src/random.ts";
import { onnxEngine } from "../src/runtime/onnx/onnx_engine.ts";
import { median } from "./median.ts";
import { findTorch, torchStep } from "./torch_peer.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    threads: { type: "string", default: "2" },
  },
});
const [rounds, threads] = [Number(values.rounds), Number(values.threads)];
const WARM_UP = 3;
const STEPS = 10;

const torch = await findTorch();
if (!torch) console.log("PyTorch is not installed: no ratios (apt-get install python3-torch)");
const ratios: string[] = [];
for (const size of [128, 256]) {
  const published = await begin("published", size);
  const own = await begin(RECIPE_NAMES[0] ?? "", size);
  const times: Record<"published" | "own" | "torch", number[]> = {
    published: [],
    own: [],
    torch: [],
  };
  for (let round = 0; round < rounds; round++) {
    times.published.push(await timeSteps(published));
    if (torch) times.torch.push(await torchStep(torch, size, STEPS, threads));
    times.own.push(await timeSteps(own));
  }
  const line = (name: string, list: readonly number[]) =>
    console.log(
      `${size} px  ${name.padEnd(24)} median ${median(list).toFixed(1)} ms a step` +
        ` (${list.map((ms) => ms.toFixed(0)).join(" ")})`,
    );
  line(`published, ${published.executable.nodes} nodes`, times.published);
  if (torch) {
    line("published, PyTorch", times.torch);
    ratios.push(`ratio ${size} px: ${(median(times.published) / median(times.torch)).toFixed(2)}`);
  }
  line(`default, ${own.executable.nodes} nodes`, times.own);
  await Promise.all([published.release(), own.release()]);
}
for (const ratio of ratios) console.log(ratio);

/** Compiles a recipe's step for a photo of noise, which takes as long as any photo. */
function begin(name: string, size: number): Promise<Fit> {
  const recipe = RECIPES[name] as Recipe;
  const random = new Random(0, "photo");
  const data = Float32Array.from({ length: 3 * size * size }, () => random.uniform());
  const photo = { data, channels: 3, height: size, width: size };
  return Fit.begin({
    photo,
    build: (inputs) => {
      const { layers: [first, second], mask, terms } = recipe.build(inputs);
      return { terms, pictures: { first, second, mask } };
    },
    settings: recipe.settings,
    steps: recipe.steps,
    seed: 0,
    engine: onnxEngine({ threads }),
  });
}

/** Median milliseconds of a few steps, after some that are not counted. */
async function timeSteps(fit: Fit): Promise<number> {
  const times: number[] = [];
  for (let step = 0; step < WARM_UP + STEPS; step++) {
    const start = performance.now();
    await fit.advance();
    times.push(performance.now() - start);
  }
  return median(times.slice(WARM_UP));
}
