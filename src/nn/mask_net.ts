import { resizeBilinear, sigmoid, type Tensor } from "../graph/mod.ts";
import { block, convolution } from "./layers.ts";
import type { ParameterSource } from "./parameters.ts";

/** Settings of {@linkcode maskNet}. */
export interface MaskNetOptions {
  /** Channels of each halving on the way down. */
  readonly channels: readonly number[];
  /** Slope of the leaky ReLU below zero. */
  readonly slope: number;
}

/**
 * The mixing-mask network: a smooth map of the share that the first layer has in the photo. It only
 * goes down, and its coarse map is interpolated, so that it cannot take part in drawing edges.
 *
 * @param x [1,c,h,w], noise.
 * @param options Halvings and channels.
 * @param parameters Where its weights are declared.
 * @returns [1,1,h,w], in (0, 1).
 */
export function maskNet(x: Tensor, options: MaskNetOptions, parameters: ParameterSource): Tensor {
  const [, , height = 0, width = 0] = x.shape;
  const { slope } = options;
  let features = x;
  for (const channels of options.channels) {
    features = block(features, { channels, filter: 3, stride: 2, slope }, parameters);
  }
  const map = convolution(features, { channels: 1, filter: 1 }, parameters);
  return sigmoid(resizeBilinear(map, [height, width]));
}
