import type { Picture } from "../image/picture.ts";
import type { Pair } from "./separator.ts";

/**
 * Takes a part of layer 2 out of a photo, or of layer 1.
 *
 * @param photo [3,h,w] in [0, 1].
 * @param layers What it consists of, same shape.
 * @param strength In percent: 100 leaves layer 1, 0 the photo, -100 layer 2; straight lines between.
 * @returns The photo at that strength, [3,h,w].
 */
export function retouch(photo: Picture, [first, second]: Pair, strength: number): Picture {
  const { data: target } = strength < 0 ? second : first;
  const share = Math.abs(strength) / 100;
  const data = photo.data.map((v, i) => (1 - share) * v + share * (target[i] as number));
  return { ...photo, data };
}
