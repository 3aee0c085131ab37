import { concat, reshape, resizeBilinear, sigmoid, slice, type Tensor } from "../graph/mod.ts";
import { block, convolution, normalise, type Padding } from "./layers.ts";
import type { ParameterSource } from "./parameters.ts";

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
 * Skip encoder-decoders ("hourglass") of Ulyanov et al. 2018, Deep Image Prior, as Double-DIP
 * (Gandelsman et al. 2019) uses them: each level halves the picture, hands it down, doubles what
 * comes back by bilinear interpolation, and adds what it skipped.
 *
 * Several networks run side by side as one of as many times the channels, whose convolutions are
 * divided into groups. They share nothing; but a step has the operators of one network, which counts
 * wherever an operator costs more to begin than to do.
 *
 * @param inputs For each network its noise, [1,c,h,w]; h and w at least 2^levels and such that the
 * coarsest level can still be mirrored by half a filter.
 * @param options Levels, skips, filters, the same for all.
 * @param parameters Where the weights are declared.
 * @returns For each network [1,outputs,h,w], in (0, 1).
 * @throws {RangeError} If `channels` and `skips` do not describe the same levels.
 *
 * @example
 * ```ts
 * import { input } from "../graph/mod.ts";
 * import { Random } from "../random.ts";
 * import { Parameters } from "./parameters.ts";
 * import { PUBLISHED_SKIP_NET, skipNets } from "./skip_net.ts";
 *
 * const parameters = new Parameters(new Random(0));
 * const noise = [input([1, 3, 128, 128]), input([1, 3, 128, 128])] as const;
 * const layers = skipNets(noise, PUBLISHED_SKIP_NET, parameters);
 * console.log(layers[1].shape); // [1, 3, 128, 128]
 * ```
 */
export function skipNets<Inputs extends readonly Tensor[]>(
  inputs: Inputs,
  options: SkipNetOptions,
  parameters: ParameterSource,
): { readonly [I in keyof Inputs]: Tensor } {
  const { channels, skips, outputs } = options;
  if (channels.length !== skips.length || channels.length === 0) {
    throw new RangeError(`Need one skip a level: ${channels.length} and ${skips.length}`);
  }
  const networks = inputs.length;
  const settings = { ...options, networks };
  const features = level(0, concat(inputs, 1), settings, parameters);
  const last = convolution(features, { channels: outputs, filter: 1, networks }, parameters);
  const pictures = sigmoid(last);
  const [n = 0, , height = 0, width = 0] = pictures.shape;
  const cut = (i: number) => slice(pictures, [0, i * outputs, 0, 0], [n, outputs, height, width]);
  return inputs.map((_, i) => cut(i)) as { readonly [I in keyof Inputs]: Tensor };
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

/** One level of all networks and what is below it. */
function level(
  depth: number,
  x: Tensor,
  options: SkipNetOptions & { readonly networks: number },
  parameters: ParameterSource,
): Tensor {
  const { filterDown, filterUp, networks } = options;
  const channels = options.channels[depth] as number;
  const skips = options.skips[depth] as number;
  const [, , height = 0, width = 0] = x.shape;

  const common = { padding: options.padding, slope: options.slope, networks };
  const down = { ...common, channels, filter: filterDown };
  const halved = block(x, { ...down, stride: 2 }, parameters);
  const deep = block(halved, down, parameters);
  const deepest = depth + 1 === options.channels.length;
  const below = deepest ? deep : level(depth + 1, deep, options, parameters);

  const doubled = resizeBilinear(below, [height, width]);
  const skipped = skips > 0
    ? [block(x, { ...common, channels: skips, filter: 1 }, parameters)]
    : [];
  const joined = normalise(joinNetworks([...skipped, doubled], networks), parameters);
  const up = block(joined, { ...common, channels, filter: filterUp }, parameters);
  return options.pointwiseUp ? block(up, { ...common, channels, filter: 1 }, parameters) : up;
}

/** Puts features of the same network beside each other: [n,networks*c,h,w] of several c. */
function joinNetworks(parts: readonly Tensor[], networks: number): Tensor {
  const [first] = parts;
  if (!first || parts.length === 1 || networks === 1) return concat(parts, 1);
  const [n = 0, , height = 0, width = 0] = first.shape;
  const channelsOf = (part: Tensor) => part.size / (n * height * width);
  const apart = parts.map((part) =>
    reshape(part, [n * networks, channelsOf(part) / networks, height, width])
  );
  const channels = parts.reduce((sum, part) => sum + channelsOf(part), 0);
  return reshape(concat(apart, 1), [n, channels, height, width]);
}
