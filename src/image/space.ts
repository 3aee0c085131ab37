import type { Picture } from "./picture.ts";
import { SRGB_CURVE, type ToneCurve } from "./tone_curve.ts";

/** In what values light is added: as they are stored, or in proportion to the light itself. */
export type Space = "srgb" | "linear";

/** The spaces there are. */
export const SPACES: readonly Space[] = ["srgb", "linear"];

/** How an sRGB picture stores light. */
const SRGB: readonly ToneCurve[] = [SRGB_CURVE];

/**
 * Converts a picture from stored values to those in which its light adds up.
 *
 * @param picture [c,h,w] in [0, 1], as stored.
 * @param space Which values; `srgb` changes nothing.
 * @param curves How the picture stores light: one curve for all channels, or one for each. Default
 * sRGB's.
 * @returns [c,h,w] in [0, 1].
 */
export function toSpace(picture: Picture, space: Space, curves = SRGB): Picture {
  return space === "srgb" ? picture : through(picture, curves, "decode");
}

/**
 * Converts a picture back, the inverse of {@linkcode toSpace}.
 *
 * @param picture [c,h,w] in [0, 1].
 * @param space Its values.
 * @param curves As for `toSpace`.
 * @returns [c,h,w] in [0, 1], as stored.
 */
export function fromSpace(picture: Picture, space: Space, curves = SRGB): Picture {
  return space === "srgb" ? picture : through(picture, curves, "encode");
}

function through(
  picture: Picture,
  curves: readonly ToneCurve[],
  way: "decode" | "encode",
): Picture {
  const { length } = picture.data;
  const data = new Float32Array(length);
  for (let c = 0; c < picture.channels; c++) {
    const convert = (curves[c % curves.length] as ToneCurve)[way];
    const end = (c + 1) * length / picture.channels;
    for (let i = c * length / picture.channels; i < end; i++) {
      data[i] = convert(picture.data[i] as number);
    }
  }
  return { ...picture, data };
}
