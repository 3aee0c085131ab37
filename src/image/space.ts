import type { Picture } from "./picture.ts";

/** In what values light is added: as they are stored, or in proportion to the light itself. */
export type Space = "srgb" | "linear";

/** The spaces there are. */
export const SPACES: readonly Space[] = ["srgb", "linear"];

/**
 * Converts a picture from sRGB to the values in which its light adds up.
 *
 * @param picture [c,h,w] in [0, 1], sRGB.
 * @param space Which values; `srgb` changes nothing.
 * @returns [c,h,w] in [0, 1].
 */
export function toSpace(picture: Picture, space: Space): Picture {
  return space === "srgb" ? picture : { ...picture, data: picture.data.map(decode) };
}

/**
 * Converts a picture back, the inverse of {@linkcode toSpace}.
 *
 * @param picture [c,h,w] in [0, 1].
 * @param space Its values.
 * @returns [c,h,w] in [0, 1], sRGB.
 */
export function fromSpace(picture: Picture, space: Space): Picture {
  return space === "srgb" ? picture : { ...picture, data: picture.data.map(encode) };
}

/** IEC 61966-2-1: from a stored value to light. */
function decode(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** The inverse of {@linkcode decode}. */
function encode(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
}
