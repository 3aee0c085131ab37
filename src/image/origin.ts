import { parseIccProfile } from "./icc_profile.ts";
import type { Alpha } from "./samples.ts";
import { SRGB_CURVE, type ToneCurve } from "./tone_curve.ts";

/** What a photo's file has beside the pixels that its layers are made from. */
export interface Origin {
  /** Bits a sample. */
  readonly bitDepth: 8 | 16;
  /** Whether its layers are written with one channel. */
  readonly grey: boolean;
  /** The ICC profile that the layers' values are to be read by; none is sRGB. */
  readonly profile?: Uint8Array | undefined;
  /** EXIF, from its TIFF header on, of an upright picture. */
  readonly exif?: Uint8Array | undefined;
  /** XMP, of an upright picture. */
  readonly xmp?: Uint8Array | undefined;
  /** Pixels an inch. */
  readonly density?: number | undefined;
  /** How opaque its pixels are. */
  readonly alpha?: Alpha | undefined;
}

/** Of pixels that come from no file. */
export const NO_ORIGIN: Origin = {
  bitDepth: 8,
  grey: false,
  profile: undefined,
  exif: undefined,
  xmp: undefined,
  density: undefined,
  alpha: undefined,
};

/**
 * Tells how a photo stores light.
 *
 * @param origin Of the photo. Default: none.
 * @returns One curve for all channels, or one for each: those of its profile, or sRGB's.
 */
export function curvesOf({ profile }: Origin = NO_ORIGIN): readonly ToneCurve[] {
  return (profile && parseIccProfile(profile)?.curves) ?? [SRGB_CURVE];
}
