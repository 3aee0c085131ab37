/**
 * Weights of the features that airlight and transmission are told by, for photos in general. They
 * were fitted, by least squares, to photos of shared/data/photos without fixture-grade, under
 * synthetic haze of known airlight and transmission, a part of them without:
 *
 *     deno run -A bench/dehaze_prior.ts
 *
 * (Fitted weights for depth under haze: Zhu, Mai and Shao, "Colour attenuation prior", TIP 2015.)
 *
 * @module
 */

/** For {@linkcode airlightFeatures}. */
export const AIRLIGHT_PRIOR: readonly number[] = [0.268, -0.068, 0.229, -0.089, 0.43, 0.222];

/** For {@linkcode transmissionFeatures}. */
export const TRANSMISSION_PRIOR: readonly number[] = [
  0.022,
  0.197,
  1.231,
  -0.372,
  -0.014,
  -0.069,
  -0.027,
  -0.071,
];
