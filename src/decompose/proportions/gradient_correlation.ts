import type { Picture } from "../../image/picture.ts";
import { gradientPyramid, SCALES } from "./gradient_pyramid.ts";

/**
 * Correlates the gradients of two pictures, over all channels, on the coarsest scale, where noise is
 * least.
 *
 * @param a [c,h,w].
 * @param b Same shape.
 * @returns -1 to 1: near 0 for two photos that have nothing to do with each other.
 */
export function gradientCorrelation(a: Picture, b: Picture): number {
  const [one, other] = [a, b].map((picture) => gradientPyramid(picture, SCALES).at(-1)!);
  let [aa, ab, bb] = [0, 0, 0];
  one!.channels.forEach((channel, c) =>
    channel.forEach((v, i) => {
      const w = other!.channels[c]![i]!;
      aa += v * v;
      ab += v * w;
      bb += w * w;
    })
  );
  return ab / (Math.sqrt(aa * bb) || 1);
}
