import type { Picture } from "../image/picture.ts";
import { blur } from "./gaussian.ts";
import { siSdr } from "./si_sdr.ts";

/**
 * How well edges and texture agree: the SI-SDR of what {@linkcode detailOf} leaves of the pictures.
 *
 * @param estimate [c,h,w].
 * @param truth Same shape.
 * @returns dB, higher is closer, as {@linkcode siSdr} gives it.
 * @throws {RangeError} If their shapes differ, or the truth is flat.
 */
export function detail(estimate: Picture, truth: Picture): number {
  return siSdr(detailOf(estimate), detailOf(truth));
}

/**
 * Edges and texture: a picture minus its Gaussian blur, of sigma 4 pixels if the long side has 128, and
 * in proportion.
 *
 * @param picture [c,h,w].
 * @returns [c,h,w].
 */
export function detailOf(picture: Picture): Picture {
  const blurred = blur(picture, 4 * Math.max(picture.height, picture.width) / 128);
  return { ...picture, data: picture.data.map((v, i) => v - (blurred.data[i] as number)) };
}
