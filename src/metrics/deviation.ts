import type { Picture } from "../image/picture.ts";

/**
 * The standard deviation of a picture's values, all channels together.
 *
 * @param picture [c,h,w].
 * @returns 0 of a flat picture.
 */
export function deviation({ data }: Picture): number {
  const mean = data.reduce((sum, v) => sum + v, 0) / data.length;
  return Math.sqrt(data.reduce((sum, v) => sum + (v - mean) ** 2, 0) / data.length);
}
