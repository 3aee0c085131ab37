import { filterSize, numberOf, type Tensor } from "../../graph/mod.ts";

/**
 * The extents that filter gradients are written with.
 *
 * @param node The operator.
 * @returns Those of the picture [n,..,h,w], of the output gradient [..,oh,ow] and of one group's filters
 * [k,c,r,s].
 */
export function filterExtents(node: Tensor) {
  const [picture, gradient] = node.inputs as [Tensor, Tensor];
  const [n = 0, , h = 0, w = 0] = picture.shape;
  const [, , oh = 0, ow = 0] = gradient.shape;
  const [all = 0, c = 0] = node.shape;
  const [r, s] = filterSize(node);
  const groups = numberOf(node, "groups");
  const padding = numberOf(node, "padding");
  return { n, h, w, oh, ow, groups, padding, k: all / groups, c, r, s };
}
