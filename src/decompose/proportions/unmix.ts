import type { Picture } from "../../image/picture.ts";

/** The symmetric matrix [[first, both], [both, second]]. */
export interface Covariance {
  readonly first: number;
  readonly both: number;
  readonly second: number;
}

/**
 * Tells how noise of the photos, of variance 1 each, shows in the layers that {@linkcode unmix} finds:
 * (A^T A)^-1, where row i of A is [share_i, 1 - share_i].
 *
 * @param shares Of layer 1 in each photo; not all the same.
 * @returns Variances of the layers' noise, and their covariance.
 */
export function noiseCovariance(shares: readonly number[]): Covariance {
  let [aa, ab, bb] = [0, 0, 0];
  for (const a of shares) {
    aa += a * a;
    ab += a * (1 - a);
    bb += (1 - a) * (1 - a);
  }
  const determinant = aa * bb - ab * ab;
  return { first: bb / determinant, both: -ab / determinant, second: aa / determinant };
}

/**
 * Finds two layers R and T of photos I_i = a_i R + (1 - a_i) T whose proportions are known: least
 * squares, which for two photos is exact.
 *
 * @param photos Two or more, [c,h,w].
 * @param shares a_i, in any range; not all the same.
 * @returns R and T, not clipped.
 */
export function unmix(
  photos: readonly Picture[],
  shares: readonly number[],
): readonly [Picture, Picture] {
  const { first, both, second } = noiseCovariance(shares);
  const weights = shares.map((a) => first * a + both * (1 - a));
  const others = shares.map((a) => both * a + second * (1 - a));
  return [weigh(photos, weights), weigh(photos, others)];
}

function weigh(photos: readonly Picture[], weights: readonly number[]): Picture {
  const sum = new Float32Array((photos[0] as Picture).data.length);
  photos.forEach(({ data }, p) => {
    const weight = weights[p] as number;
    for (let i = 0; i < sum.length; i++) sum[i]! += weight * data[i]!;
  });
  return { ...photos[0] as Picture, data: sum };
}
