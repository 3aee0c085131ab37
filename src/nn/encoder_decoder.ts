import { maximum, sigmoid, type Tensor } from "../graph/mod.ts";
import { convolution, maxPool, transposedConvolution } from "./layers.ts";
import type { ParameterSource } from "./parameters.ts";

/** The options of {@linkcode encoderDecoder}. */
export interface EncoderDecoderOptions {
  /** Channels of each level, from the finest to the coarsest. */
  readonly channels: readonly number[];
}

/**
 * The first model of the report that this project grew from: convolutions with max-pooling down,
 * transposed convolutions up, nothing in between. What it knows of the picture passes through its
 * coarsest level.
 *
 * @param mixture [n,3,h,w] in [0, 1]; h and w multiples of 2^levels.
 * @param options Channels.
 * @param parameters Where the weights are declared.
 * @returns Two layers, one behind the other, [n,6,h,w] in (0, 1).
 */
export function encoderDecoder(
  mixture: Tensor,
  { channels }: EncoderDecoderOptions,
  parameters: ParameterSource,
): Tensor {
  const relu = (x: Tensor) => maximum(x, 0);
  const layer = (x: Tensor, channels: number) =>
    convolution(x, { channels, filter: 3, padding: "zero" }, parameters);
  let x = mixture;
  for (const count of channels) x = maxPool(relu(layer(x, count)));
  for (const count of channels.toReversed()) {
    x = relu(transposedConvolution(x, count, parameters));
  }
  return sigmoid(layer(x, 6));
}
