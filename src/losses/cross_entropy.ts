import { abs, add, exp, log, maximum, mean, minimum, mul, sub, type Tensor } from "../graph/mod.ts";

/** Keeps logarithms finite. */
const LEAST = 1e-6;

/**
 * Binary cross-entropy of layers, pixel by pixel, as the first model of the report minimises it: the
 * order of the layers is taken as given, though nothing gives it, and the best answer is the mixture,
 * twice.
 *
 * @param layers Two, [n,3,h,w] in [0, 1].
 * @param truth Two, of the same shape.
 * @returns The mean over all values, a scalar.
 */
export function crossEntropy(
  layers: readonly [Tensor, Tensor],
  truth: readonly [Tensor, Tensor],
): Tensor {
  const [first, second] = layers.map((layer, i) => {
    const p = minimum(maximum(layer, LEAST), 1 - LEAST);
    const t = truth[i] as Tensor;
    return mul(mean(add(mul(t, log(p)), mul(sub(1, t), log(sub(1, p))))), -1);
  });
  return mul(add(first as Tensor, second as Tensor), 0.5);
}

/**
 * Binary cross-entropy of logits against one label, in the form that does not overflow:
 * max(x, 0) - x y + log(1 + e^-|x|).
 *
 * @param logits Any shape.
 * @param label 1 for real, 0 for not.
 * @returns The mean, a scalar.
 */
export function logitCrossEntropy(logits: Tensor, label: 0 | 1): Tensor {
  const softplus = log(add(exp(mul(abs(logits), -1)), 1));
  return mean(add(sub(maximum(logits, 0), mul(logits, label)), softplus));
}
