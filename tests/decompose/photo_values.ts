import type { PhotoValues } from "../../src/decompose/answer_as_stored.ts";
import { SRGB_CURVE } from "../../src/image/tone_curve.ts";

/** The values of a photo in sRGB. */
export const STORED: PhotoValues = { space: "srgb", curves: [SRGB_CURVE], grey: false };
/** Its light. */
export const LIGHT: PhotoValues = { ...STORED, space: "linear" };
