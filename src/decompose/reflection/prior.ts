/**
 * Weights of the features that a reflection's share and the scene behind it are told by. They were
 * fitted, by least squares, to pairs of photos of shared/data/photos without fixture-grade, one of
 * them blurred, with shares of 0.12 to 0.42:
 *
 *     deno run -A bench/reflection_prior.ts
 *
 * @module
 */

/** For `shareFeatures`. */
export const REFLECTION_PRIOR: readonly number[] = [
  -1.5703,
  -2.8636,
  0.0327,
  1.0812,
  0.0552,
  2.177,
];

/** For `correctionFeatures`. */
export const CORRECTION_PRIOR: readonly number[] = [
  1.3277,
  0.5966,
  -0.3826,
  -0.2905,
  -0.4058,
  -0.3204,
  -0.2756,
  -0.215,
  -0.0387,
];
