import { add, div, mean, mul, sqrt, sub, type Tensor } from "../graph/mod.ts";
import { mseLoss } from "./reconstruction.ts";

/** Keeps the share of a black photo finite. */
const EPSILON = 1e-6;

/**
 * Ties two layers to the photo at unequal exposure: (1 + e) I and (1 - e) I.
 *
 * Nothing in a photo says which of its colours belong to which layer, but no two exposures are
 * equally bright: guessing a difference costs little where it is wrong and gains much where it is
 * right, since a pair has no order. e is such that the guessed difference of the layers, 2 e I, has
 * `contrast` times the photo's standard deviation as its root mean square; bench/README.md has what
 * it was chosen by. The tie also keeps blobs of colour from moving between the layers for free.
 *
 * @param brighter [1,c,h,w], the layer of the longer exposure.
 * @param darker [1,c,h,w], the other.
 * @param photo [1,c,h,w], both together.
 * @param contrast 0 for equal exposures.
 * @returns A scalar, the mean squared distance of both layers.
 */
export function exposureLoss(
  brighter: Tensor,
  darker: Tensor,
  photo: Tensor,
  contrast: number,
): Tensor {
  const centred = sub(photo, mean(photo));
  const spread = mean(mul(centred, centred));
  const power = add(mean(mul(photo, photo)), EPSILON);
  const guess = mul(photo, mul(sqrt(div(spread, power)), contrast / 2));
  return add(mseLoss(brighter, add(photo, guess)), mseLoss(darker, sub(photo, guess)));
}
