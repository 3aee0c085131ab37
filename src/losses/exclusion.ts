import {
  add,
  averagePool,
  concat,
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
  if (levels < 1) throw new RangeError(`Exclusion needs at least one scale, not ${levels}`);
  const channels = a.shape[1] as number;
  // Both layers go through as one picture, and all means through the roots as one matrix: a step has
  // a third of the operators that it would have if each went by itself.
  let halves = mul(concat([a, b], 1), 0.5);
  const products: Tensor[] = [];
  for (let scale = 0; scale < levels; scale++) {
    if (scale > 0) halves = averagePool(halves, 2);
    for (const axis of [2, 3] as const) products.push(sharedGradients(halves, channels, axis));
  }
  return mean(sub(sqrt(sqrt(add(concat(products, 1), EPSILON))), EPSILON ** 0.25));
}

/** mean(tanh(ga_i / 2)^2 tanh(gb_j / 2)^2) for all pairs of channels, along one axis at one scale. */
function sharedGradients(halves: Tensor, channels: number, axis: 2 | 3): Tensor {
  const gradient = tanh(difference(halves, axis));
  const pixels = gradient.size / (2 * channels);
  const lines = reshape(mul(gradient, gradient), [2 * channels, pixels]);
  // All pairs at once: the means of their products are a small matrix. Pairs within a layer come
  // with it, at less than it would cost to take the layers apart.
  const products = matmul(lines, lines, { transposeB: true });
  return mul(slice(products, [0, channels], [channels, channels]), 1 / pixels);
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
