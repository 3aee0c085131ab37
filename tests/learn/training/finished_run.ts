import {
  decodeCheckpoint,
  type TrainingCheckpoint,
} from "../../../src/learn/training/checkpoint.ts";
import type { TrainOptions } from "../../../src/learn/training/options.ts";
import { decodeWeights } from "../../../src/weights/weights.ts";
import { tinyWeights } from "../tiny_networks.ts";

/** A training of a tiny network that takes a second, and is the same on each run. */
export const SHORT = {
  from: tinyWeights(),
  size: 32,
  batch: 1,
  steps: 70,
  evaluate: 20,
  rate: 0.01,
  workers: 1,
  threads: 1,
} satisfies Partial<TrainOptions>;

/** What a training left in its folder, but for how long it took. */
export async function finishedRun(folder: string) {
  const checkpoint = decodeCheckpoint(
    await Deno.readFile(`${folder}/checkpoint.safetensors`),
    "the checkpoint",
  );
  const best = decodeWeights(await Deno.readFile(`${folder}/best.safetensors`), "the weights");
  return { checkpoint: timeless(checkpoint), best: { ...best, notes: timeless(best.notes) } };
}

/** A checkpoint without times. */
function timeless<T extends object>(value: T): Omit<T, "seconds"> {
  const { seconds: _, ...others } = { seconds: 0, ...value };
  const { history } = value as Partial<TrainingCheckpoint>;
  if (!history) return others;
  return { ...others, history: history.map(({ seconds: _, ...evaluated }) => evaluated) };
}
