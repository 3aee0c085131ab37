import { concat, resizeBilinear, sigmoid, type Tensor } from "../graph/mod.ts";
import { block, convolution, normalise, type Padding } from "./layers.ts";
import type { Parameters } from "./parameters.ts";

/** The options of the skip encoder-decoder, as published. */
export interface SkipNetOptions {
  /** Channels of the result. */
  readonly outputs: number;
  /** Channels of each level, from the finest to the coarsest, on the way down and up. */
  readonly channels: readonly number[];
  /** Channels that each level hands over from its input to its output; 0 for none. */
  readonly skips: readonly number[];
  /** Rows and columns of the filters on the way down. Odd. */
  readonly filterDown: number;
  /** Rows and columns of the filters on the way up. Odd. */
  readonly filterUp: number;
  /** Whether a 1x1 convolution follows each convolution on the way up. */
  readonly pointwiseUp: boolean;
  /** How pictures are continued over their borders. */
  readonly padding: Padding;
  /** Slope of the leaky ReLU below zero. */
  readonly slope: number;
}

/**
 * The skip encoder-decoder ("hourglass") of Ulyanov et al. 2018, Deep Image Prior, as Double-DIP
 * (Gandelsman et al. 2019) uses it: each level halves the picture, hands it down, doubles what comes
 * back by bilinear interpolation, and adds what it skipped.
 *
 * @param x [1,c,h,w], noise; h and w at least 2^levels and such that the coarsest level can still be
 * mirrored by half a filter.
 * @param options Levels, skips, filters.
 * @param parameters Where its weights are declared.
 * @returns [1,outputs,h,w], in (0, 1).
 * @throws {RangeError} If `channels` and `skips` do not describe the same levels.
 *
 * @example
 * ```ts
 * import { input } from "../graph/mod.ts";
 * import { Random } from "../random.ts";
 * import { Parameters } from "./parameters.ts";
 * import { PUBLISHED_SKIP_NET, skipNet } from "./skip_net.ts";
 *
 * const parameters = new Parameters(new Random(0));
 * const layer = skipNet(input([1, 3, 128, 128]), PUBLISHED_SKIP_NET, parameters);
 * console.log(layer.shape); // [1, 3, 128, 128]
 * ```
 */
export function skipNet(x: Tensor, options: SkipNetOptions, parameters: Parameters): Tensor {
  const { channels, skips, outputs } = options;
  if (channels.length !== skips.length || channels.length === 0) {
    throw new RangeError(`Need one skip a level: ${channels.length} and ${skips.length}`);
  }
  const features = level(0, x, options, parameters);
  return sigmoid(convolution(features, { channels: outputs, filter: 1 }, parameters));
}

/** The settings that the authors of Double-DIP released for each of its layers. */
export const PUBLISHED_SKIP_NET: SkipNetOptions = {
  outputs: 3,
  channels: [8, 16, 32, 64, 128],
  skips: [0, 0, 0, 4, 4],
  filterDown: 5,
  filterUp: 5,
  pointwiseUp: true,
  padding: "reflect",
  slope: 0.2,
};

/** One level and all below it. */
function level(depth: number, x: Tensor, options: SkipNetOptions, parameters: Parameters): Tensor {
  const { padding, slope, filterDown, filterUp } = options;
  const channels = options.channels[depth] as number;
  const skips = options.skips[depth] as number;
  const [, , height = 0, width = 0] = x.shape;

  const down = { channels, filter: filterDown, padding, slope };
  const halved = block(x, { ...down, stride: 2 }, parameters);
  const deep = block(halved, down, parameters);
  const deepest = depth + 1 === options.channels.length;
  const below = deepest ? deep : level(depth + 1, deep, options, parameters);

  const doubled = resizeBilinear(below, [height, width]);
  const skipped = skips > 0
    ? [block(x, { channels: skips, filter: 1, padding, slope }, parameters)]
    : [];
  const joined = normalise(concat([...skipped, doubled], 1), parameters);
  const up = block(joined, { channels, filter: filterUp, padding, slope }, parameters);
  return options.pointwiseUp ? block(up, { channels, filter: 1, padding, slope }, parameters) : up;
}
