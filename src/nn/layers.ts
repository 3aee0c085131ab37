import {
  add,
  batchNorm,
  conv2d,
  fromPatches,
  leakyRelu,
  maximum,
  mul,
  reflectPad,
  reshape,
  slice,
  standardise,
  type Tensor,
  toPatches,
} from "../graph/mod.ts";
import type { Initializer, ParameterSource } from "./parameters.ts";

/** How a picture is continued where a filter reaches over its border. */
export type Padding = "reflect" | "zero";

/** Settings of {@linkcode convolution}. */
export interface ConvolutionSettings {
  /** Output channels of each network. */
  readonly channels: number;
  /** Rows and columns of the filters; odd. */
  readonly filter: number;
  /** Default 1. */
  readonly stride?: number;
  /** Default `reflect`. */
  readonly padding?: Padding;
  /** Whether to add a trainable offset a channel. Default true. */
  readonly offset?: boolean;
  /** How many networks run side by side, each with its own channels of `x`. Default 1. */
  readonly networks?: number;
}

/**
 * A convolution that keeps the size (divides it by the stride, rounding up).
 *
 * @param x [n,networks*c,h,w].
 * @param settings Channels, filter, stride, padding.
 * @param parameters Where its filters are declared.
 * @returns [n,networks*channels,ceil(h/stride),ceil(w/stride)].
 */
export function convolution(
  x: Tensor,
  settings: ConvolutionSettings,
  parameters: ParameterSource,
): Tensor {
  const { filter, stride = 1, padding = "reflect", offset = true, networks = 1 } = settings;
  const [inputs, channels] = [(x.shape[1] ?? 0) / networks, settings.channels * networks];
  const initializer = uniform(1 / Math.sqrt(inputs * filter * filter));
  const weights = parameters.declare([channels, inputs, filter, filter], initializer);
  const amount = (filter - 1) / 2;
  const common = { stride, groups: networks };
  const y = padding === "reflect" && amount > 0
    ? conv2d(reflectPad(x, amount), weights, common)
    : conv2d(x, weights, { ...common, padding: amount });
  return offset ? add(y, parameters.declare([1, channels, 1, 1], initializer)) : y;
}

/**
 * Batch normalisation with trainable scale and offset, first 1 and 0.
 *
 * @param x [n,c,h,w].
 * @param parameters Where scale and offset are declared.
 * @returns [n,c,h,w].
 */
export function normalise(x: Tensor, parameters: ParameterSource): Tensor {
  const perChannel = [1, x.shape[1] ?? 0, 1, 1];
  const gamma = parameters.declare(perChannel, () => 1);
  return batchNorm(x, gamma, parameters.declare(perChannel, () => 0));
}

/**
 * Convolution, batch normalisation and leaky ReLU. The convolution has no offset: the normalisation
 * would take it away again.
 *
 * @param x [n,c,h,w].
 * @param settings Of the convolution.
 * @param parameters Where the weights are declared.
 * @returns As {@linkcode convolution} does.
 */
export function block(
  x: Tensor,
  settings: ConvolutionSettings & { readonly slope: number },
  parameters: ParameterSource,
): Tensor {
  const y = convolution(x, { ...settings, offset: false }, parameters);
  return leakyRelu(normalise(y, parameters), settings.slope);
}

/**
 * A transposed convolution with filters of 2 x 2 and stride 2, which doubles the picture: no two
 * filters overlap, so that it is a pointwise convolution to four times the channels, laid out as
 * patches.
 *
 * @param x [n,c,h,w].
 * @param channels Output channels.
 * @param parameters Where its filters are declared.
 * @returns [n,channels,2*h,2*w].
 */
export function transposedConvolution(
  x: Tensor,
  channels: number,
  parameters: ParameterSource,
): Tensor {
  return fromPatches(convolution(x, { channels: 4 * channels, filter: 1 }, parameters), 2);
}

/**
 * The largest of each 2 x 2 values.
 *
 * @param x [n,c,h,w]; h and w even.
 * @returns [n,c,h/2,w/2].
 */
export function maxPool(x: Tensor): Tensor {
  const [n = 0, c = 0, height = 0, width = 0] = x.shape;
  const rest = [height / 2, width / 2] as const;
  const patches = reshape(toPatches(x, 2), [n, c, 4, ...rest]);
  const corner = (i: number) => slice(patches, [0, 0, i, 0, 0], [n, c, 1, ...rest]);
  const largest = maximum(maximum(corner(0), corner(1)), maximum(corner(2), corner(3)));
  return reshape(largest, [n, c, ...rest]);
}

/**
 * Instance normalisation (Ulyanov et al. 2016): batch normalisation of each picture on its own, with
 * trainable scale and offset, first 1 and 0.
 *
 * @param x [n,c,h,w].
 * @param parameters Where scale and offset are declared.
 * @returns [n,c,h,w].
 */
export function normaliseEach(x: Tensor, parameters: ParameterSource): Tensor {
  const [n = 0, c = 0, height = 0, width = 0] = x.shape;
  const apart = reshape(standardise(reshape(x, [1, n * c, height, width])), x.shape);
  const scaled = mul(apart, parameters.declare([1, c, 1, 1], () => 1));
  return add(scaled, parameters.declare([1, c, 1, 1], () => 0));
}

/** First values between -bound and bound, as He et al. 2015 as PyTorch applies it to convolutions. */
function uniform(bound: number): Initializer {
  return (random) => (2 * random.uniform() - 1) * bound;
}
