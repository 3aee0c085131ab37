import type { Picture } from "../image/picture.ts";

/**
 * The standard deviation of a picture's values, all channels together.
 *
 * @param picture [c,h,w].
 * @returns 0 of a flat picture.
 */
export function deviation({ data }: Picture): number {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < data.length; i++) sum += data[i] as number;
  const mean = sum / data.length;
  for (let i = 0; i < data.length; i++) squares += ((data[i] as number) - mean) ** 2;
  return Math.sqrt(squares / data.length);
}
