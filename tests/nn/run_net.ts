import { input, type Shape, type Tensor } from "../../src/graph/mod.ts";
import { Parameters } from "../../src/nn/parameters.ts";
import { Random } from "../../src/random.ts";
import { evaluate } from "../graph/reference.ts";

/** What a network computes, in float64. */
export interface NetRun {
  readonly shape: Shape;
  readonly values: Float64Array;
  readonly parameters: Parameters;
}

/**
 * Runs a network once on a picture.
 *
 * @param shape Of the picture.
 * @param build The network.
 * @param settings `value`: the picture's values; `weight`: from a first value of a weight to its own.
 * @returns Its output and its parameters.
 */
export function runNet(
  shape: Shape,
  build: (x: Tensor, parameters: Parameters) => Tensor,
  { value, weight = (first) => first }: {
    readonly value: (i: number) => number;
    readonly weight?: (first: number) => number;
  },
): NetRun {
  const parameters = new Parameters(new Random(1));
  const x = input(shape);
  const y = build(x, parameters);
  const feeds = new Map([[x, Float64Array.from({ length: x.size }, (_, i) => value(i))]]);
  for (const { tensor, initial } of parameters.blocks) {
    feeds.set(tensor, Float64Array.from(initial, weight));
  }
  return { shape: y.shape, values: evaluate([y], feeds)[0] as Float64Array, parameters };
}
