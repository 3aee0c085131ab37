import { filterSize, numberOf, type Tensor } from "../../graph/mod.ts";
import type { Lowering } from "./lowering.ts";

// The filter gradient is the costliest part of a step. Three forms of it, each the cheapest for some
// shapes; convolution_kernels.ts chooses.

/** The extents that all forms need: of the picture, the gradient and one group's filters. */
function describe(node: Tensor) {
  const [picture, gradient] = node.inputs as [Tensor, Tensor];
  const [n = 0, , h = 0, w = 0] = picture.shape;
  const [, , oh = 0, ow = 0] = gradient.shape;
  const [all = 0, c = 0] = node.shape;
  const [r, s] = filterSize(node);
  const groups = numberOf(node, "groups");
  const padding = numberOf(node, "padding");
  return { n, h, w, oh, ow, groups, padding, k: all / groups, c, r, s };
}

/**
 * Each channel of the picture convolved with the output gradient as one large, dilated filter. Good
 * where the output is small, as behind a stride.
 *
 * @param node The operator.
 * @param x Name of the picture.
 * @param g Name of the output gradient.
 * @param lowering Where it is written.
 * @returns Name of the filter gradient.
 */
export function dilatedConvolution(node: Tensor, x: string, g: string, lowering: Lowering): string {
  const { model } = lowering;
  const { n, oh, ow, groups, padding, k, c, r, s, ...given } = describe(node);
  const stride = numberOf(node, "stride");
  // What lies beyond the last filter position would yield taps that the filter does not have.
  const [rows, columns] = [(oh - 1) * stride + r - padding, (ow - 1) * stride + s - padding];
  const [h, w] = [Math.min(given.h, rows), Math.min(given.w, columns)];
  const seen = h < given.h || w < given.w ? lowering.cut(x, [2, 0, h], [3, 0, w]) : x;
  // The channels of a group take the place of the pictures, and groups that of the channels.
  const picture = model.node(
    "Transpose",
    [lowering.reshape(seen, [n, groups, c, h * w])],
    { perm: [2, 1, 0, 3] },
  );
  const filters = model.node("Transpose", [lowering.reshape(g, [n, groups * k, oh * ow])], {
    perm: [1, 0, 2],
  });
  const gradient = model.node("Conv", [
    lowering.reshape(picture, [c, groups * n, h, w]),
    lowering.reshape(filters, [groups * k, n, oh, ow]),
  ], {
    kernel_shape: [oh, ow],
    dilations: [stride, stride],
    pads: [padding, padding, rows - h, columns - w],
    group: groups,
  });
  return model.node("Transpose", [gradient], { perm: [1, 0, 2, 3] });
}

/**
 * {@linkcode shiftedProduct} for any stride no longer than the filter: zeros between the gradient's
 * values make it one of stride 1. More products than {@linkcode dilatedConvolution}, of which a GPU
 * can do many at once.
 *
 * @param node The operator.
 * @param x Name of the picture.
 * @param g Name of the output gradient.
 * @param lowering Where it is written.
 * @returns Name of the filter gradient.
 */
export function spreadProduct(node: Tensor, x: string, g: string, lowering: Lowering): string {
  const stride = numberOf(node, "stride");
  if (stride === 1) return shiftedProduct(node, x, g, lowering);
  const { n, oh, ow, groups, k } = describe(node);
  const apart = lowering.reshape(g, [n * groups * k, oh, 1, ow, 1]);
  const zeros = lowering.model.integers([0, 0, 0, 0, 0, 0, 0, stride - 1, 0, stride - 1]);
  const spread = lowering.model.node("Pad", [apart, zeros]);
  const size = [oh * stride, ow * stride] as const;
  const wide = lowering.reshape(spread, [n, groups * k, ...size]);
  return shiftedProduct(node, x, wide, lowering, size);
}

/**
 * One matrix product of shifted copies, for stride 1.
 *
 * dw[k,c,i,j] = sum over y,x of g[k,y,x] in[c,y+i,x+j]. Give g the picture's size by zeros at the
 * bottom and at the right, and lay both out as one line a channel. (Padding takes zeros on one side
 * of each row and below each picture, where the next one finds them again, and a beginning of zeros.) Then dw for the tap (i,j) is the
 * product of the picture's line, begun i rows late, with the line of g, held back by j: r copies of
 * the one and s of the other, where an unfolding has r s. Nothing is cut out for it: lines laid end to
 * end come later each time if they are read again in strides longer than they are, and are held back
 * if the strides are shorter.
 *
 * @param node The operator.
 * @param x Name of the picture.
 * @param g Name of the output gradient.
 * @param lowering Where it is written.
 * @param size Its height and width, if not those of the operator's.
 * @returns Name of the filter gradient.
 */
export function shiftedProduct(
  node: Tensor,
  x: string,
  g: string,
  lowering: Lowering,
  size?: readonly [number, number],
): string {
  const { model } = lowering;
  const { n, groups, padding, k, c, r, s, ...given } = describe(node);
  const [oh, ow] = size ?? [given.oh, given.ow];
  const [h, w] = [Math.max(given.h + padding, oh), Math.max(given.w + padding, ow)];
  const line = n * h * w;
  const lines = (value: string, channels: number, [height, width]: readonly [number, number]) => {
    const ends = [0, 0, 0, 0, 0, 0, h - height, w - width];
    const widened = ends.some(Boolean) ? model.node("Pad", [value, model.integers(ends)]) : value;
    const perChannel = n === 1
      ? widened
      : model.node("Transpose", [widened], { perm: [1, 0, 2, 3] });
    return lowering.reshape(perChannel, [channels, line]);
  };
  const picture = lines(x, groups * c, [given.h, given.w]);
  const gradient = lines(g, groups * k, [oh, ow]);
  if (r * s === 1) {
    const product = productWithTransposed(gradient, picture, [groups, k, c, line], lowering);
    return lowering.reshape(product, [groups * k, c, 1, 1]);
  }
  const lead = padding * (w + 1);
  const stride = lead + line + w;
  const late = repeated(picture, r, [groups * c, lead, 0, r * w], lowering);
  const held = repeated(gradient, s, [groups * k, 0, lead + w + 1, lead + w + 1 - s], lowering);
  const product = productWithTransposed(held, late, [groups, k * s, c * r, stride], lowering);
  const taps = lowering.reshape(product, [groups * k, s, c * r]);
  const perm = [0, 2, 1];
  return lowering.reshape(model.node("Transpose", [taps], { perm }), [groups * k, c, r, s]);
}

/** Lines end to end, so many times, with zeros before each, between them and at the end. */
function repeated(
  lines: string,
  times: number,
  [rows, before, between, end]: readonly [number, number, number, number],
  { model }: Lowering,
): string {
  const zeros = (count: number) =>
    count > 0 ? [model.floats(new Float32Array(rows * count), [rows, count])] : [];
  const [lead, gap] = [zeros(before), zeros(between)];
  const parts = Array.from({ length: times }, (_, i) => [...i > 0 ? gap : [], ...lead, lines]);
  return model.node("Concat", [...parts.flat(), ...zeros(end)], { axis: 1 });
}

/**
 * One matrix product with the picture unfolded, for stride 1; its result needs no reordering. Good
 * for a single small picture of many channels, where reordering the taps costs more than the
 * product. Unfolding columns first and rows then takes r + s cuts, not r * s.
 *
 * @param node The operator.
 * @param x Name of the picture.
 * @param g Name of the output gradient.
 * @param lowering Where it is written.
 * @returns Name of the filter gradient.
 */
export function unfoldedProduct(node: Tensor, x: string, g: string, lowering: Lowering): string {
  const { model } = lowering;
  const { h, w, oh, ow, groups, k, c, r, s } = describe(node);
  const channels = groups * c;
  const stack = (count: number, cut: (offset: number) => string) =>
    model.node("Concat", Array.from({ length: count }, (_, offset) => cut(offset)), { axis: 1 });
  const flat = lowering.reshape(x, [channels, 1, h, w]);
  const columns = stack(s, (j) => lowering.cut(flat, [3, j, j + ow]));
  const wide = lowering.reshape(columns, [channels, 1, s, h, ow]);
  const rows = stack(r, (i) => lowering.cut(wide, [3, i, i + oh]));
  const extents = [groups, k, c * r * s, oh * ow] as const;
  const product = productWithTransposed(g, rows, extents, lowering);
  return lowering.reshape(product, [groups * k, c, r, s]);
}

/** a [rows,inner] times b [columns,inner] transposed, for each group. */
function productWithTransposed(
  a: string,
  b: string,
  extents: readonly [number, number, number, number],
  lowering: Lowering,
): string {
  const [groups, rows, columns, inner] = extents;
  if (lowering.gpu) return productOnGpu(a, b, extents, lowering);
  const several = groups === 1 ? [] : [groups];
  const [left, right] = [
    lowering.reshape(a, [...several, rows, inner]),
    lowering.reshape(b, [...several, columns, inner]),
  ];
  return groups === 1
    ? lowering.model.node("Gemm", [left, right], { transB: 1 })
    : lowering.model.node("FusedMatMul", [left, right], { transB: 1 }, "runtime");
}

/** About so many terms of a sum are added by one thread. */
const TERMS = 1024;

/**
 * The same on a GPU, which would give a matrix of few elements to few threads, however long the sums
 * are: they are cut into pieces, side by side, which are then added.
 */
function productOnGpu(
  a: string,
  b: string,
  [groups, rows, columns, inner]: readonly [number, number, number, number],
  lowering: Lowering,
): string {
  const { model } = lowering;
  const pieces = divisorNear(inner, inner / TERMS);
  const length = inner / pieces;
  const turned = (value: string, extent: number, perm: readonly number[]) =>
    model.node("Transpose", [lowering.reshape(value, [groups, extent, pieces, length])], { perm });
  const right = turned(b, columns, [0, 2, 3, 1]);
  if (pieces === 1) {
    return model.node("MatMul", [lowering.reshape(a, [groups, 1, rows, inner]), right]);
  }
  const products = model.node("MatMul", [turned(a, rows, [0, 2, 1, 3]), right]);
  return model.node("ReduceSum", [products, model.integers([1])]);
}

/** The divisor that is nearest to a number, by their ratio. */
function divisorNear(whole: number, wanted: number): number {
  const distance = (divisor: number) => Math.abs(Math.log(divisor / wanted));
  let best = 1;
  for (let divisor = 2; divisor <= whole; divisor++) {
    if (whole % divisor === 0 && distance(divisor) < distance(best)) best = divisor;
  }
  return best;
}
