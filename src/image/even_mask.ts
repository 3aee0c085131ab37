import type { Picture } from "./picture.ts";
import type { Size } from "./resize_picture.ts";

/**
 * Makes a mask of one value.
 *
 * @param size Its sides in pixels.
 * @param value The share of layer 1 everywhere, 0 to 1.
 * @returns [1,h,w].
 */
export function evenMask({ width, height }: Size, value: number): Picture {
  return { data: new Float32Array(width * height).fill(value), channels: 1, height, width };
}
