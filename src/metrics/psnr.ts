import type { Picture } from "../image/picture.ts";
import { meanSquare } from "./mean_square.ts";
import { expectSameSize } from "./same_size.ts";

/**
 * Peak signal-to-noise ratio, 10 log10(1 / mean squared difference), over all channels.
 *
 * @param a [c,h,w], nominally in [0, 1].
 * @param b Same shape.
 * @returns dB, higher is closer; Infinity if they are equal.
 * @throws {RangeError} If their shapes differ.
 */
export function psnr(a: Picture, b: Picture): number {
  expectSameSize(a, b);
  return -10 * Math.log10(meanSquare(a, b));
}
