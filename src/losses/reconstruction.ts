import { abs, mean, mul, sub, type Tensor } from "../graph/mod.ts";

/**
 * Mean absolute difference, L1.
 *
 * @param a Any shape.
 * @param b The same shape.
 * @returns A scalar.
 */
export function l1Loss(a: Tensor, b: Tensor): Tensor {
  return mean(abs(sub(a, b)));
}

/**
 * Mean squared difference, MSE.
 *
 * @param a Any shape.
 * @param b The same shape.
 * @returns A scalar.
 */
export function mseLoss(a: Tensor, b: Tensor): Tensor {
  const difference = sub(a, b);
  return mean(mul(difference, difference));
}
