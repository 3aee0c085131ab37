import type { Picture } from "../../image/picture.ts";
import { gradientPyramid, SCALES } from "./gradient_pyramid.ts";
import type { Covariance } from "./unmix.ts";

/** What {@linkcode layerCost} is told of two photos. */
export interface Ends {
  /** The photos at both ends of the line, at 0 and at 1, [c,h,w]. */
  readonly photos: readonly [Picture, Picture];
  /** Of the noise in both, at their own size. */
  readonly noise: Covariance;
}

/** Gradients below this many standard deviations of their noise count as none. */
const NOISE = 0.4;
/** Keeps the logarithm finite for a channel without gradients; a tenth of a rounding error. */
const FLOOR = 1e-4;
/** What leaves [0, 1] by this much, on the mean over all pixels, costs a nat. */
const OUTSIDE = 0.1;
/** What leaves it by less than this, in standard deviations, noise explains: the most of rounding. */
const MARGIN = Math.sqrt(3);

/**
 * Makes the function that says how little a picture on the line through two photos looks like a layer:
 * -log of the likelihood of its gradients, a gradient, plus what leaves [0, 1].
 *
 * Gradients of photos are few and large: they have Laplace's distribution, whose best scale is their
 * mean size, so -log likelihood is log(mean size) and a constant. Over both layers, the likelihood of
 * photos that mix them is that of independent component analysis (Pham and Garat 1997),
 * cost(u) + cost(v) - log(v - u), where u and v are the layers' places on the line; the last term is
 * the determinant of the mixing. Each scale and channel has a scale of its own.
 *
 * @param ends Two photos and their noise.
 * @returns The cost of the picture (1 - s) * photo 0 + s * photo 1, by s.
 */
export function layerCost({ photos, noise }: Ends): (s: number) => number {
  const from = gradientPyramid(photos[0], SCALES);
  const to = gradientPyramid(photos[1], SCALES);
  return (s) => {
    const deviation = Math.sqrt(
      (1 - s) ** 2 * noise.first + 2 * s * (1 - s) * noise.both + s * s * noise.second,
    );
    let cost = 0;
    from.forEach(({ channels, halvings }, scale) => {
      const least = NOISE * Math.SQRT2 * deviation / 2 ** halvings;
      channels.forEach((gradients, c) => {
        const size = meanSize(gradients, to[scale]!.channels[c]!, s, least);
        cost += Math.log(size + FLOOR) / channels.length / from.length;
      });
    });
    return cost + meanOutside(photos, s, MARGIN * deviation) / OUTSIDE;
  };
}

/** Mean of |(1 - s) a + s b| beyond `least`. */
function meanSize(a: Float32Array, b: Float32Array, s: number, least: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const beyond = Math.abs(a[i]! + s * (b[i]! - a[i]!)) - least;
    if (beyond > 0) sum += beyond;
  }
  return sum / a.length;
}

/** By how much (1 - s) a + s b leaves [0, 1], beyond a margin, on the mean. */
function meanOutside(
  [{ data: a }, { data: b }]: Ends["photos"],
  s: number,
  margin: number,
): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const value = a[i]! + s * (b[i]! - a[i]!);
    const outside = Math.abs(value - 0.5) - 0.5 - margin;
    if (outside > 0) sum += outside;
  }
  return sum / a.length;
}
