import { add, log, mean, minimum, mul, sub, type Tensor } from "../graph/mod.ts";

/** Keeps the logarithm finite: 50 dB. */
const FLOOR = 1e-5;

/**
 * The logarithm of the squared error under the better order, chosen for each picture: up to a factor
 * the paired PSNR that a split is measured by. Two layers and the same two the other way round are
 * one split, as crossroad losses (Zou et al. 2020) have it.
 *
 * It looks at half the difference D of the layers alone, of which the other order is the negative:
 * for layers that add up to the mixture, D is all there is to be wrong.
 *
 * @param layers Two estimated layers, [n,c,h,w].
 * @param truth The true layers, same shape.
 * @returns The mean over pictures, a scalar.
 */
export function logError(
  layers: readonly [Tensor, Tensor],
  truth: readonly [Tensor, Tensor],
): Tensor {
  const [estimated, true_] = [layers, truth].map(([a, b]) => mul(sub(a, b), 0.5)) as [
    Tensor,
    Tensor,
  ];
  const error = (residual: Tensor) => mean(mul(residual, residual), [1, 2, 3]);
  const better = minimum(error(sub(estimated, true_)), error(add(estimated, true_)));
  return mean(log(add(better, FLOOR)));
}
