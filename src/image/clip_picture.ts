import type { Picture } from "./picture.ts";

/**
 * Clips a picture to what can be shown.
 *
 * @param picture Any values.
 * @returns A new picture with values in [0, 1]; what is not a number stays so.
 */
export function clipPicture(picture: Picture): Picture {
  return { ...picture, data: picture.data.map((v) => Math.min(1, Math.max(0, v))) };
}
