import type { Shape } from "../../graph/mod.ts";
import type { Lowering } from "./lowering.ts";

// ONNX Runtime's fastest convolutions work on pictures whose channels are stored in blocks of a
// vector register's width. It uses them where filters are constant, since it arranges those in
// advance. Filters that are being trained can be arranged in the graph instead: they are small.

/** A convolution of groups of channels side by side. */
export interface BlockedConvolution {
  /** Name of the picture, [n,groups*c,h,w]. */
  readonly picture: string;
  /** Its n, h and w. */
  readonly size: readonly [number, number, number];
  /** Name of the filters, [groups*k,c,r,s]. */
  readonly filters: string;
  /** Whether the filters are stored as [groups*c,k,r,s] instead, and turned by half a turn. */
  readonly turned: boolean;
  /** How many groups. */
  readonly groups: number;
  /** Extents k, c, r, s of a group's filters. */
  readonly shape: readonly [number, number, number, number];
  /** Step between neighbouring outputs. */
  readonly stride: number;
  /** Zeros around the picture, by rows and columns. */
  readonly pads: readonly [number, number];
}

/**
 * Rounds numbers of channels up to whole blocks. Input channels of less than a block stay as they are:
 * such pictures are read in the ordinary layout.
 *
 * @param channels Output and input channels of a group.
 * @param lowering Knows the machine's block; not 0.
 * @returns As many as the convolution sees, with those that are zero.
 */
export function wholeBlocks(
  [k, c]: readonly [number, number],
  { block }: Lowering,
): readonly [number, number] {
  const whole = (channels: number) => Math.ceil(channels / block) * block;
  return [whole(k), c < block ? c : whole(c)];
}

/**
 * Height and width of what a convolution yields.
 *
 * @param convolution Sizes, stride and padding.
 * @returns As many positions as its filters have on the picture.
 */
export function positionsOf(
  { size: [, h, w], shape: [, , r, s], stride, pads: [top, left] }: BlockedConvolution,
): readonly [number, number] {
  const along = (extent: number, pad: number, filter: number) =>
    Math.floor((extent + 2 * pad - filter) / stride) + 1;
  return [along(h, top, r), along(w, left, s)];
}

/**
 * Writes a convolution in the blocked layout, from and to the ordinary one. Channels that do not fill
 * their last block are joined by zeros.
 *
 * @param convolution What to convolve with what; the output channels of a group are a multiple of 4,
 * and so are its input channels, or fewer than a block.
 * @param lowering Where it is written; its block must not be 0.
 * @returns Name of the result, [n,groups*k,h',w'].
 */
export function blockedConvolution(convolution: BlockedConvolution, lowering: Lowering): string {
  const { picture, size: [n, h, w], groups, shape: [k, c, r, s] } = convolution;
  const { stride, pads: [top, left] } = convolution;
  const { model, block } = lowering;
  const [wholeK, wholeC] = wholeBlocks([k, c], lowering);
  // The changes of layout fill up and cut the channels of a picture: to them, groups are pictures.
  const apart = groups > 1 && (wholeK > k || wholeC > c);
  const shaped = (value: string, shape: Shape) => apart ? lowering.reshape(value, shape) : value;
  const filters = lowering.reshape(
    arrangeFilters(convolution, lowering),
    [groups * wholeK, wholeC, r, s],
  );
  const blocked = (ordinary: string) => model.node("ReorderInput", [ordinary], {}, "blocked");
  const seen = c < block
    ? picture
    : shaped(blocked(shaped(picture, [n * groups, c, h, w])), [n, groups * wholeC, h, w]);
  const result = model.node("Conv", [seen, filters], {
    kernel_shape: [r, s],
    strides: [stride, stride],
    pads: [top, left, top, left],
    group: groups,
  }, "blocked");
  const positions = positionsOf(convolution);
  const divided = shaped(result, [n * groups, wholeK, ...positions]);
  const channels = apart ? k : groups * k;
  const back = model.node("ReorderOutput", [divided], { channels }, "blocked");
  return shaped(back, [n, groups * k, ...positions]);
}

/**
 * Filters as [groups,k/b,c/b,r*s,c in block,k in block]; [groups,k/b,c,r*s,k in block] where the
 * picture is read as it is. A single transposition would move number by number, and so would two that
 * ONNX Runtime sees to be one: hence a transposition of two axes, and whole blocks moved by a gather.
 */
function arrangeFilters(convolution: BlockedConvolution, lowering: Lowering): string {
  const { model, block: b } = lowering;
  const { turned, groups, shape: [ownK, ownC, r, s] } = convolution;
  const [k, c] = wholeBlocks([ownK, ownC], lowering);
  const filters = fillUp(convolution, [k, c], lowering);
  const taps = r * s;
  const transpose = (value: string, perm: readonly number[]) =>
    model.node("Transpose", [value], { perm });
  if (!turned) {
    const innermost = transpose(
      lowering.reshape(filters, [groups * k / b, b, c * taps]),
      [0, 2, 1],
    );
    if (c < b) return innermost;
    const tapsOutside = Array.from(
      { length: b * taps },
      (_, i) => i % b * taps + Math.floor(i / b),
    );
    const rows = lowering.reshape(innermost, [groups * k / b * c / b, b * taps, b]);
    return model.node("Gather", [rows, model.integers(tapsOutside)], { axis: 1 });
  }
  const tapsFirst = transpose(lowering.reshape(filters, [groups * c, k, taps]), [0, 2, 1]);
  const backwards = model.integers(Array.from({ length: taps }, (_, i) => taps - 1 - i));
  const turnedTaps = model.node("Gather", [tapsFirst, backwards], { axis: 1 });
  if (c < b) {
    return transpose(lowering.reshape(turnedTaps, [groups, c * taps, k / b, b]), [0, 2, 1, 3]);
  }
  const split = lowering.reshape(turnedTaps, [groups, c / b, b, taps, k / b, b]);
  return transpose(split, [0, 4, 1, 3, 2, 5]);
}

/** Filters with zeros for the channels that fill up the blocks. */
function fillUp(
  { filters, turned, groups, shape: [k, c, r, s] }: BlockedConvolution,
  [wholeK, wholeC]: readonly [number, number],
  lowering: Lowering,
): string {
  const [more, further] = [wholeK - k, wholeC - c];
  if (more === 0 && further === 0) return filters;
  const own = turned ? [c, k] : [k, c];
  const ends = turned ? [further, more] : [more, further];
  const apart = lowering.reshape(filters, [groups, ...own, r, s]);
  const zeros = lowering.model.integers([0, 0, 0, 0, 0, 0, ...ends, 0, 0]);
  return lowering.model.node("Pad", [apart, zeros]);
}
