import type { Picture } from "../image/picture.ts";
import { fromSpace, type Space } from "../image/space.ts";
import type { Layers } from "./types.ts";

/**
 * Converts an answer to sRGB from the values that its layers add up in.
 *
 * @param answer Layers and their mixture; the mask, a share, stays as it is.
 * @param space Those values.
 * @returns The same in sRGB.
 */
export function answerInSrgb(
  { layers: [a, b], mask, reconstruction }: Layers,
  space: Space,
): Layers {
  const srgb = (picture: Picture) => fromSpace(picture, space);
  return { layers: [srgb(a), srgb(b)], mask, reconstruction: srgb(reconstruction) };
}
