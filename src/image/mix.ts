import type { Picture } from "./picture.ts";

/** In what values light is added: as they are stored, or in proportion to the light itself. */
export type Space = "srgb" | "linear";

/** The spaces there are. */
export const SPACES: readonly Space[] = ["srgb", "linear"];

/**
 * Mixes two pictures as two exposures of one film are.
 *
 * @param a [c,h,w] in [0, 1], sRGB.
 * @param b Same shape.
 * @param alpha Share of `a`, 0 to 1.
 * @param space `srgb` adds the values as they are stored, alpha a + (1 - alpha) b; `linear` adds light.
 * @returns [c,h,w] in [0, 1], sRGB.
 * @throws {RangeError} If their shapes differ.
 */
export function mixPictures(a: Picture, b: Picture, alpha: number, space: Space = "srgb"): Picture {
  if (a.width !== b.width || a.height !== b.height || a.channels !== b.channels) {
    throw new RangeError(
      `Cannot mix layers of different sizes: ${a.width}x${a.height} and ${b.width}x${b.height}`,
    );
  }
  const mix = space === "srgb"
    ? (x: number, y: number) => alpha * x + (1 - alpha) * y
    : (x: number, y: number) => encode(alpha * decode(x) + (1 - alpha) * decode(y));
  return { ...a, data: a.data.map((v, i) => mix(v, b.data[i] as number)) };
}

/** IEC 61966-2-1: from a stored value to light. */
function decode(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** The inverse of {@linkcode decode}. */
function encode(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
}
