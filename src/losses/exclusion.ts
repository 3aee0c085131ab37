import {
  add,
  averagePool,
  matmul,
  mean,
  mul,
  reshape,
  slice,
  sqrt,
  sub,
  tanh,
  type Tensor,
} from "../graph/mod.ts";

/** Keeps the fourth root's gradient finite where two layers share no gradient at all. */
const EPSILON = 1e-16;

/**
 * The exclusion loss of Double-DIP (Gandelsman et al. 2019, after Zhang et al. 2018): small where
 * the gradients of two layers do not coincide. On each of `levels` scales, for each direction and
 * each pair of channels i, j: mean(tanh(ga_i / 2)^2 tanh(gb_j / 2)^2)^(1/4), averaged.
 *
 * @param a [1,c,h,w], a layer in [0, 1].
 * @param b [1,c,h,w], the other layer.
 * @param levels How many scales, each half as large as the one before. Default 3.
 * @returns A scalar, 0 when a layer is flat.
 *
 * @example
 * ```ts
 * import { input } from "../graph/mod.ts";
 * import { exclusionLoss } from "./exclusion.ts";
 * const loss = exclusionLoss(input([1, 3, 64, 64]), input([1, 3, 64, 64]));
 * ```
 */
export function exclusionLoss(a: Tensor, b: Tensor, levels = 3): Tensor {
  let total: Tensor | undefined;
  for (let scale = 0; scale < levels; scale++) {
    for (const axis of [2, 3] as const) {
      const shared = sharedGradients(a, b, axis);
      total = total ? add(total, shared) : shared;
    }
    if (scale + 1 < levels) [a, b] = [averagePool(a, 2), averagePool(b, 2)];
  }
  if (!total) throw new RangeError(`Exclusion needs at least one scale, not ${levels}`);
  return mul(total, 1 / (2 * levels));
}

/** The mean over channel pairs of the fourth root, along one axis at one scale. */
function sharedGradients(a: Tensor, b: Tensor, axis: 2 | 3): Tensor {
  const [ga, gb] = [a, b].map((layer) => {
    const gradient = tanh(mul(difference(layer, axis), 0.5));
    const squared = mul(gradient, gradient);
    const channels = squared.shape[1] as number;
    return reshape(squared, [channels, squared.size / channels]);
  }) as [Tensor, Tensor];
  // All pairs of channels at once: the means of their products are a small matrix.
  const products = mul(matmul(ga, gb, { transposeB: true }), 1 / (ga.shape[1] as number));
  return mean(sub(sqrt(sqrt(add(products, EPSILON))), EPSILON ** 0.25));
}

/**
 * Differences of neighbouring pixels.
 *
 * @param x [n,c,h,w].
 * @param axis 2 for rows, 3 for columns.
 * @returns The same shape but one less along that axis.
 */
export function difference(x: Tensor, axis: 2 | 3): Tensor {
  const shorter = x.shape.map((extent, a) => (a === axis ? extent - 1 : extent));
  const origin = x.shape.map(() => 0);
  const next = origin.map((zero, a) => (a === axis ? 1 : zero));
  return sub(slice(x, next, shorter), slice(x, origin, shorter));
}
