import type { Picture } from "../../image/picture.ts";
import { fitGaussian, type Gaussian, squaredDistance } from "./gaussian_model.ts";

/** How many kinds of colour a layer has, as GrabCut has it. */
const COMPONENTS = 5;
/** Rounds in which pixels choose their component anew. */
const ROUNDS = 6;

/** Normal distributions of colour, weighted. */
export type ColourMixture = readonly Gaussian[];

/**
 * Fits a mixture of five normal distributions to the colours of some pixels: split along the
 * direction of most variance (Orchard and Bouman 1991), then each pixel chooses the likeliest, in turn
 * with fits (GrabCut, Rother et al. 2004, section 3.2).
 *
 * @param lab [3,h,w].
 * @param chosen Whether a pixel counts, h * w values, 0 or 1.
 * @returns The components that have pixels.
 */
export function fitMixture(lab: Picture, chosen: ArrayLike<number>): ColourMixture {
  const n = lab.data.length / 3;
  const own = Int8Array.from({ length: n }, (_, i) => chosen[i] ? 0 : -1);
  let mixture = componentsOf(lab, own, 1);
  for (let count = 1; count < COMPONENTS; count++) {
    split(lab, own, mixture, count);
    mixture = componentsOf(lab, own, count + 1);
  }
  for (let round = 0; round < ROUNDS; round++) {
    const live = mixture.filter(({ weight }) => weight > 0);
    for (let i = 0; i < n; i++) if (own[i]! >= 0) own[i] = likeliest(lab.data, i, n, live);
    mixture = componentsOf(lab, own, live.length);
  }
  return mixture.filter(({ weight }) => weight > 0);
}

/**
 * How unlikely each pixel's colour is in a mixture.
 *
 * @param lab [3,h,w].
 * @param mixture What it may have come from.
 * @returns -log p of each pixel, up to a constant; h * w values.
 */
export function surprise(lab: Picture, mixture: ColourMixture): Float32Array {
  const n = lab.data.length / 3;
  const all = mixture.reduce((sum, { weight }) => sum + weight, 0);
  const offsets = mixture.map((g) => Math.log(g.weight / all) - g.logDeterminant / 2);
  return new Float32Array(n).map((_, i) => {
    let p = 1e-30;
    for (let k = 0; k < mixture.length; k++) {
      p += Math.exp(
        (offsets[k] as number) - squaredDistance(lab.data, i, n, mixture[k] as Gaussian) / 2,
      );
    }
    return -Math.log(p);
  });
}

function componentsOf(lab: Picture, own: Int8Array, count: number): Gaussian[] {
  return Array.from({ length: count }, (_, k) => fitGaussian(lab, own, k));
}

/** Divides the component of most variance (times pixels) in two, along its longest axis. */
function split({ data }: Picture, own: Int8Array, mixture: ColourMixture, next: number): void {
  const spread = mixture.map((g) => g.weight * 1 / longestAxis(g).least);
  const k = spread.indexOf(Math.max(...spread));
  const { mean } = mixture[k] as Gaussian;
  const { axis } = longestAxis(mixture[k] as Gaussian);
  const n = own.length;
  for (let i = 0; i < n; i++) {
    if (own[i] !== k) continue;
    const along = axis.reduce(
      (sum, a, c) => sum + a * ((data[i + c * n] as number) - (mean[c] as number)),
      0,
    );
    if (along > 0) own[i] = next;
  }
}

/** Of the covariance, the direction of most variance, by power iteration; and 1 / that variance. */
function longestAxis({ precision: [a, b, c, d, e, f] }: Gaussian) {
  // The inverse of the precision, up to its determinant, is its adjugate.
  const m = [d * f - e * e, c * e - b * f, b * e - c * d, a * f - c * c, b * c - a * e];
  const [A = 0, B = 0, C = 0, D = 0, E = 0] = m;
  const F = a * d - b * b;
  const determinant = a * A + b * B + c * C;
  let axis: readonly number[] = [0.8, 0.5, 0.33];
  let length = 1;
  for (let k = 0; k < 30; k++) {
    const [x = 0, y = 0, z = 0] = axis;
    const next = [A * x + B * y + C * z, B * x + D * y + E * z, C * x + E * y + F * z];
    length = Math.hypot(...next);
    axis = next.map((v) => v / length);
  }
  return { axis, least: determinant / length };
}

function likeliest(data: Float32Array, i: number, n: number, mixture: ColourMixture): number {
  let [best, least] = [0, Infinity];
  mixture.forEach((g, k) => {
    const cost = squaredDistance(data, i, n, g) / 2 + g.logDeterminant / 2 - Math.log(g.weight);
    if (cost < least) [best, least] = [k, cost];
  });
  return best;
}
