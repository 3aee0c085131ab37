import type { Picture } from "../../image/picture.ts";

/** Added to each variance: a colour is never known better than this (1/50 of black to white). */
const LEAST_VARIANCE = 4e-4;

/** A normal distribution of colours. */
export interface Gaussian {
  /** Of three channels. */
  readonly mean: readonly [number, number, number];
  /** Inverse of the covariance: xx, xy, xz, yy, yz, zz. */
  readonly precision: readonly [number, number, number, number, number, number];
  /** Logarithm of the covariance's determinant. */
  readonly logDeterminant: number;
  /** How many pixels it was fitted to. */
  readonly weight: number;
}

/**
 * Fits a normal distribution to the colours of some pixels.
 *
 * @param picture [3,h,w].
 * @param groups A number for each pixel, h * w of them.
 * @param group Which of them count.
 * @returns Mean and covariance; a very wide one where none counts.
 */
export function fitGaussian(
  { data }: Picture,
  groups: ArrayLike<number>,
  group: number,
): Gaussian {
  const n = groups.length;
  let weight = 0;
  const s = new Float64Array(9);
  for (let i = 0; i < n; i++) {
    if (groups[i] !== group) continue;
    const x = data[i] as number, y = data[i + n] as number, z = data[i + 2 * n] as number;
    weight++;
    s[0]! += x, s[1]! += y, s[2]! += z;
    s[3]! += x * x, s[4]! += x * y, s[5]! += x * z;
    s[6]! += y * y, s[7]! += y * z, s[8]! += z * z;
  }
  if (weight === 0) return { ...invert([1, 0, 0, 1, 0, 1]), mean: [0.5, 0, 0], weight };
  const [x = 0, y = 0, z = 0, xx = 0, xy = 0, xz = 0, yy = 0, yz = 0, zz = 0] = s.map((v) =>
    v / weight
  );
  const covariance = invert([
    xx - x * x + LEAST_VARIANCE,
    xy - x * y,
    xz - x * z,
    yy - y * y + LEAST_VARIANCE,
    yz - y * z,
    zz - z * z + LEAST_VARIANCE,
  ]);
  return { ...covariance, mean: [x, y, z], weight };
}

/**
 * Distance of each pixel's colour from a distribution, in its standard deviations.
 *
 * @param picture [3,h,w].
 * @param gaussian The distribution.
 * @returns h * w distances.
 */
export function mahalanobis({ data }: Picture, gaussian: Gaussian): Float32Array {
  const n = data.length / 3;
  return new Float32Array(n).map((_, i) => Math.sqrt(squaredDistance(data, i, n, gaussian)));
}

/**
 * Squared Mahalanobis distance of one pixel.
 *
 * @param data Planar values, 3 * n.
 * @param i The pixel.
 * @param n Pixels in all.
 * @param gaussian The distribution.
 * @returns Its square.
 */
export function squaredDistance(
  data: Float32Array,
  i: number,
  n: number,
  { mean, precision: p }: Gaussian,
): number {
  const x = (data[i] as number) - mean[0];
  const y = (data[i + n] as number) - mean[1];
  const z = (data[i + 2 * n] as number) - mean[2];
  const square = p[0] * x * x + p[3] * y * y + p[5] * z * z +
    2 * (p[1] * x * y + p[2] * x * z + p[4] * y * z);
  return Math.max(0, square);
}

/** Inverse and determinant of a symmetric matrix of 3 x 3. */
function invert(
  [a, b, c, d, e, f]: Gaussian["precision"],
): Pick<Gaussian, "precision" | "logDeterminant"> {
  const [A, B, C] = [d * f - e * e, c * e - b * f, b * e - c * d];
  const determinant = a * A + b * B + c * C;
  const [D, E, F] = [a * f - c * c, b * c - a * e, a * d - b * b];
  const [p, q, r, s, t, u] = [A, B, C, D, E, F].map((v) => v / determinant) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return { precision: [p, q, r, s, t, u], logDeterminant: Math.log(determinant) };
}
