import { concat, leakyRelu, type Tensor } from "../graph/mod.ts";
import { convolution, maxPool, normaliseEach, transposedConvolution } from "./layers.ts";
import type { ParameterSource } from "./parameters.ts";

/** The options of {@linkcode unet}. */
export interface UNetOptions {
  /** Channels of each level, from the finest to the coarsest. */
  readonly channels: readonly number[];
}

/**
 * A U-Net (Ronneberger, Fischer and Brox 2015) with instance normalisation and a linear output, the
 * second model of the report and the generator of deep adversarial decomposition (Zou et al. 2020).
 *
 * @param mixture [n,3,h,w] in [0, 1]; h and w multiples of 2^(levels - 1).
 * @param options Channels.
 * @param parameters Where the weights are declared.
 * @returns Two layers, one behind the other, [n,6,h,w], nominally in [0, 1].
 */
export function unet(
  mixture: Tensor,
  { channels }: UNetOptions,
  parameters: ParameterSource,
): Tensor {
  const features = level(0, mixture, channels, parameters);
  return convolution(features, { channels: 6, filter: 1 }, parameters);
}

/** One level and what is below it. */
function level(
  depth: number,
  x: Tensor,
  channels: readonly number[],
  parameters: ParameterSource,
): Tensor {
  const count = channels[depth] as number;
  const twice = (x: Tensor) => unit(unit(x, count, parameters), count, parameters);
  const entered = twice(x);
  if (depth + 1 === channels.length) return entered;
  const below = level(depth + 1, maxPool(entered), channels, parameters);
  return twice(concat([entered, transposedConvolution(below, count, parameters)], 1));
}

function unit(x: Tensor, channels: number, parameters: ParameterSource): Tensor {
  const settings = { channels, filter: 3, padding: "zero", offset: false } as const;
  return leakyRelu(normaliseEach(convolution(x, settings, parameters), parameters), 0.2);
}
