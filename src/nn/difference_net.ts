import { add, fromPatches, leakyRelu, mul, sub, type Tensor, toPatches } from "../graph/mod.ts";
import { convolution } from "./layers.ts";
import type { ParameterSource } from "./parameters.ts";

/** The options of {@linkcode differenceNet}. */
export interface DifferenceNetOptions {
  /** Side of the patches that the photo is taken in by, and that the answer is made of. */
  readonly patch: number;
  /** Channels of each level, from the finest to the coarsest. */
  readonly channels: readonly number[];
  /** Residual blocks of each level on the way down; those of the last are the bottom's. */
  readonly down: readonly number[];
  /** Residual blocks of each level but the last on the way up. */
  readonly up: readonly number[];
}

/** Slope of the leaky ReLU below zero. */
const SLOPE = 0.1;

/**
 * The network that tells two layers apart: a residual U-Net on patches of the photo, which yields
 * half the difference of the layers. They are then photo + D and photo - D, and add up exactly.
 *
 * Most of what there is to know is what belongs together, region by region, and is seen from afar: so
 * nearly all of the work is done on patches, where a step costs little, and single pixels are mixed
 * only within the first and last convolution. There is no normalisation: the network computes the
 * same for a photo alone as in a batch.
 *
 * @param mixture [n,3,h,w] in [0, 1]; h and w multiples of patch * 2^(levels - 1).
 * @param options Levels and channels.
 * @param parameters Where the weights are declared.
 * @returns D, [n,3,h,w].
 */
export function differenceNet(
  mixture: Tensor,
  options: DifferenceNetOptions,
  parameters: ParameterSource,
): Tensor {
  const { patch, channels: [first = 0] } = options;
  const centred = mul(sub(mixture, 0.45), 4);
  const patches = toPatches(centred, patch);
  const features = level(
    0,
    convolution(patches, { channels: first, filter: 3, padding: "zero" }, parameters),
    options,
    parameters,
  );
  const channels = 3 * patch ** 2;
  const answer = convolution(
    leakyRelu(features, SLOPE),
    { channels, filter: 3, padding: "zero" },
    parameters,
  );
  return mul(fromPatches(answer, patch), 0.25);
}

/** One level and what is below it. */
function level(
  depth: number,
  x: Tensor,
  options: DifferenceNetOptions,
  parameters: ParameterSource,
): Tensor {
  const entered = residuals(x, options.down[depth] ?? 0, parameters);
  const coarser = options.channels[depth + 1];
  if (coarser === undefined) return entered;
  const pointwise = (x: Tensor, channels: number) =>
    convolution(x, { channels, filter: 1, padding: "zero" }, parameters);
  const below = level(depth + 1, pointwise(toPatches(entered, 2), coarser), options, parameters);
  const channels = x.shape[1] ?? 0;
  const back = fromPatches(pointwise(below, 4 * channels), 2);
  return residuals(add(entered, back), options.up[depth] ?? 0, parameters);
}

/** Residual blocks (He et al. 2016, in the form of EDSR, Lim et al. 2017, without normalisation). */
function residuals(x: Tensor, count: number, parameters: ParameterSource): Tensor {
  const settings = { channels: x.shape[1] ?? 0, filter: 3, padding: "zero" } as const;
  let y = x;
  for (let i = 0; i < count; i++) {
    const inner = convolution(leakyRelu(y, SLOPE), settings, parameters);
    y = add(y, convolution(leakyRelu(inner, SLOPE), settings, parameters));
  }
  return y;
}
