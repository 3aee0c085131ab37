import type { Picture } from "../image/picture.ts";

/**
 * The mean squared difference of two pictures, over all channels.
 *
 * @param a [c,h,w].
 * @param b Same shape.
 * @returns 0 if they are equal.
 */
export function meanSquare(a: Picture, b: Picture): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) {
    sum += ((a.data[i] as number) - (b.data[i] as number)) ** 2;
  }
  return sum / a.data.length;
}
