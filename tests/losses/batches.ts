import { constant, type Shape, type Tensor } from "../../src/graph/mod.ts";
import { evaluate, type Feeds } from "../graph/reference.ts";
import { RandomCase } from "../graph/random_case.ts";

/** Two layers of each picture of a batch. */
export type LayerPair = readonly [Tensor, Tensor];

/** Pictures of one channel and two pixels, [n,1,1,2], from their values. */
export function pixels(...values: readonly (readonly [number, number])[]): Tensor {
  return constant(values.flat(), [values.length, 1, 1, 2]);
}

/** Layers and true layers at random, of three pictures. */
export function randomLayers(seed: number, shape: Shape = [3, 2, 4, 3]) {
  const random = new RandomCase(seed);
  const pair = (): LayerPair => [random.positive(shape), random.positive(shape)];
  return { layers: pair(), truth: pair(), feeds: random.feeds };
}

/** The value of a loss. */
export function valueOf(loss: Tensor, feeds: Feeds = new Map()): number {
  return evaluate([loss], feeds)[0]?.[0] as number;
}
