import { abs, add, mean, minimum, mul, sub, type Tensor } from "../graph/mod.ts";

/**
 * Crossroad L1 (Zou et al. 2020, "Deep adversarial decomposition", eq. 2): the mean absolute
 * difference under the better order of the layers, chosen for each picture.
 *
 * @param layers Two estimated layers, [n,3,h,w].
 * @param truth The true layers, same shape.
 * @returns The mean over pictures and both layers, a scalar.
 */
export function crossroadLoss(
  [a, b]: readonly [Tensor, Tensor],
  [c, d]: readonly [Tensor, Tensor],
): Tensor {
  const distance = (x: Tensor, y: Tensor) => mean(abs(sub(x, y)), [1, 2, 3]);
  const straight = add(distance(a, c), distance(b, d));
  const crossed = add(distance(a, d), distance(b, c));
  return mul(mean(minimum(straight, crossed)), 0.5);
}
