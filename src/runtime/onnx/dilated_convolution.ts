import { numberOf, type Tensor } from "../../graph/mod.ts";
import { filterExtents } from "./filter_extents.ts";
import type { Lowering } from "./lowering.ts";

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
  const { n, oh, ow, groups, padding, k, c, r, s, ...given } = filterExtents(node);
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
