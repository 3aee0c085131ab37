import { numberOf, type Tensor } from "../../graph/mod.ts";
import { filterExtents } from "./filter_extents.ts";
import { productWithTransposed } from "./grouped_product.ts";
import type { Lowering } from "./lowering.ts";

/**
 * One matrix product of shifted copies, for stride 1.
 *
 * dw[k,c,i,j] = sum over y,x of g[k,y,x] in[c,y+i,x+j]. Give g the picture's size by zeros at the
 * bottom and at the right, and lay both out as one line a channel. (Padding takes zeros on one side
 * of each row and below each picture, where the next one finds them again, and a beginning of zeros.)
 * Then dw for the tap (i,j) is the product of the picture's line, begun i rows late, with the line of
 * g, held back by j: r copies of the one and s of the other, where an unfolding has r s. Nothing is
 * cut out for it: lines laid end to end come later each time if they are read again in strides longer
 * than they are, and are held back if the strides are shorter. Copies too large for a processor's
 * cache are made band by band, and the products added.
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
  const { n, h, groups, padding, k, c, r, s, ...given } = filterExtents(node);
  const [oh, ow] = size ?? [given.oh, given.ow];
  const sizes = { n, groups, padding, k, c, r, s, ow, w: given.w };
  const bytes = r * s === 1 ? 0 : 4 * groups * (c * r + k * s) * h * given.w;
  const banded = n === 1 && padding === 0 && !lowering.gpu && bytes > lowering.cache;
  const rows = banded ? Math.ceil(oh * lowering.cache / bytes) : oh;
  const products = Array.from({ length: Math.ceil(oh / rows) }, (_, band) => {
    if (!banded) return productOfTaps(x, g, { ...sizes, h, oh }, lowering);
    const [from, to] = [band * rows, Math.min((band + 1) * rows, oh)];
    const seen = { oh: to - from, h: to - from + r - 1 };
    const picture = lowering.cut(x, [2, from, from + seen.h]);
    return productOfTaps(
      picture,
      lowering.cut(g, [2, from, to]),
      { ...sizes, ...seen },
      lowering,
    );
  });
  const product = banded ? lowering.model.node("Sum", products) : products[0] as string;
  if (r * s === 1) return lowering.reshape(product, [groups * k, c, 1, 1]);
  const taps = lowering.reshape(product, [groups * k, s, c * r]);
  const ordered = lowering.model.node("Transpose", [taps], { perm: [0, 2, 1] });
  return lowering.reshape(ordered, [groups * k, c, r, s]);
}

/** The products of {@linkcode shiftedProduct} for all taps, [groups,k*s,c*r]. */
function productOfTaps(
  x: string,
  g: string,
  { n, oh, ow, groups, padding, k, c, r, s, ...given }: ReturnType<typeof filterExtents>,
  lowering: Lowering,
): string {
  const { model } = lowering;
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
    return productWithTransposed(gradient, picture, [groups, k, c, line], lowering);
  }
  const lead = padding * (w + 1);
  const stride = lead + line + w;
  const late = repeated(picture, r, [groups * c, lead, 0, r * w], lowering);
  const held = repeated(gradient, s, [groups * k, 0, lead + w + 1, lead + w + 1 - s], lowering);
  return productWithTransposed(held, late, [groups, k * s, c * r, stride], lowering);
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
  const { n, oh, ow, groups, k } = filterExtents(node);
  const apart = lowering.reshape(g, [n * groups * k, oh, 1, ow, 1]);
  const zeros = lowering.model.integers([0, 0, 0, 0, 0, 0, 0, stride - 1, 0, stride - 1]);
  const spread = lowering.model.node("Pad", [apart, zeros]);
  const size = [oh * stride, ow * stride] as const;
  const wide = lowering.reshape(spread, [n, groups * k, ...size]);
  return shiftedProduct(node, x, wide, lowering, size);
}
