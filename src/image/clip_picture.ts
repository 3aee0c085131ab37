import type { Picture } from "./picture.ts";

/**
 * Clips a picture to what can be shown.
 *
 * @param picture Any values.
 * @returns A new picture with values in [0, 1]; what is not a number stays so.
 */
export function clipPicture(picture: Picture): Picture {
  const copy = { ...picture, data: picture.data.slice() };
  clipInPlace(copy);
  return copy;
}

/**
 * Does the same in place: a picture can be too large for a copy.
 *
 * @param picture Any values, overwritten.
 */
export function clipInPlace({ data }: Picture): void {
  for (let i = 0; i < data.length; i++) data[i] = Math.min(1, Math.max(0, data[i] as number));
}
