import type { Picture } from "../image/picture.ts";

/**
 * The mean squared difference of two pictures, over all channels.
 *
 * @param a [c,h,w].
 * @param b Same shape.
 * @returns 0 if they are equal.
 */
export function meanSquare(a: Picture, b: Picture): number {
  return a.data.reduce((sum, v, i) => sum + (v - (b.data[i] as number)) ** 2, 0) / a.data.length;
}
