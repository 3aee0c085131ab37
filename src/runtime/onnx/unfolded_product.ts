import type { Tensor } from "../../graph/mod.ts";
import { filterExtents } from "./filter_extents.ts";
import { productWithTransposed } from "./grouped_product.ts";
import type { Lowering } from "./lowering.ts";

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
  const { h, w, oh, ow, groups, k, c, r, s } = filterExtents(node);
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
