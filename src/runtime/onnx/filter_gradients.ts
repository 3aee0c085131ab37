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
  return { n, h, w, oh, ow, groups, k: all / groups, c, r, s };
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
  const { n, h, w, oh, ow, groups, k, c, r, s } = describe(node);
  const stride = numberOf(node, "stride");
  // The channels of a group take the place of the pictures, and groups that of the channels.
  const picture = model.node(
    "Transpose",
    [lowering.reshape(x, [n, groups, c, h * w])],
    { perm: [2, 1, 0, 3] },
  );
  const filters = model.node("Transpose", [lowering.reshape(g, [n, groups * k, oh * ow])], {
    perm: [1, 0, 2],
  });
  const gradient = model.node("Conv", [
    lowering.reshape(picture, [c, groups * n, h, w]),
    lowering.reshape(filters, [groups * k, n, oh, ow]),
  ], { kernel_shape: [oh, ow], dilations: [stride, stride], group: groups });
  // A picture larger than the last filter position yields taps that the filter does not have.
  const swap = { perm: [1, 0, 2, 3] };
  return lowering.cut(model.node("Transpose", [gradient], swap), [2, 0, r], [3, 0, s]);
}

/**
 * Matrix products, for stride 1.
 *
 * dw[k,c,i,j] = sum over y,x of g[k,y,x] in[c,y+i,x+j]. Continuing each row of g with zeros to the
 * picture's width and shifting it by each of the s column offsets gives [(k,j), (y,x)]; the picture
 * without its first i rows gives [c, (y,x)]. Their product is dw for one i and all j, with nothing
 * unfolded: s copies of g and r of the picture, where an unfolding has r * s of the picture.
 *
 * @param node The operator.
 * @param x Name of the picture.
 * @param g Name of the output gradient.
 * @param lowering Where it is written.
 * @returns Name of the filter gradient.
 */
export function shiftedProduct(node: Tensor, x: string, g: string, lowering: Lowering): string {
  const { model } = lowering;
  const { n, w, oh, ow, groups, k, c, r, s } = describe(node);
  const channelsFirst = (value: string) =>
    n === 1 ? value : model.node("Transpose", [value], { perm: [1, 0, 2, 3] });
  const [tall, wide] = [channelsFirst(x), channelsFirst(g)];
  const pixels = n * oh * w;
  const shifted = (j: number) =>
    model.node("Pad", [wide, model.integers([0, 0, 0, j, 0, 0, 0, w - ow - j])]);
  const shifts = Array.from({ length: s }, (_, j) => shifted(j));
  const stacked = s === 1 ? wide : model.node("Concat", shifts, { axis: n === 1 ? 2 : 1 });
  const gradients = lowering.reshape(stacked, matrix(groups, k * s, pixels));
  const rowsFrom = (i: number) => r === 1 ? tall : lowering.cut(tall, [2, i, i + oh]);
  const parts = Array.from({ length: r }, (_, i) => {
    const rows = lowering.reshape(rowsFrom(i), matrix(groups, c, pixels));
    const product = productWithTransposed(gradients, rows, groups, lowering);
    return lowering.reshape(product, [groups * k, s, c, 1]);
  });
  const taps = parts.length === 1 ? parts[0] as string : model.node("Concat", parts, { axis: 3 });
  return model.node("Transpose", [taps], { perm: [0, 2, 3, 1] });
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
  const unfolded = lowering.reshape(rows, matrix(groups, c * r * s, oh * ow));
  const gradients = lowering.reshape(g, matrix(groups, k, oh * ow));
  const product = productWithTransposed(gradients, unfolded, groups, lowering);
  return lowering.reshape(product, [groups * k, c, r, s]);
}

/** The shape of one matrix a group; of a plain matrix, where there is one group. */
function matrix(groups: number, rows: number, columns: number): readonly number[] {
  return groups === 1 ? [rows, columns] : [groups, rows, columns];
}

/** a times b transposed, group by group. */
function productWithTransposed(a: string, b: string, groups: number, { model }: Lowering): string {
  return groups === 1
    ? model.node("Gemm", [a, b], { transB: 1 })
    : model.node("FusedMatMul", [a, b], { transB: 1 }, "runtime");
}
