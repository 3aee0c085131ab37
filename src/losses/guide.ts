import { concat, type Tensor } from "../graph/mod.ts";
import { mseLoss } from "./reconstruction.ts";

/**
 * Ties two layers to those that a trained network found.
 *
 * @param first [1,3,h,w].
 * @param second [1,3,h,w].
 * @param guide What the network found, one layer behind the other, [1,6,h,w].
 * @returns A scalar, the mean squared distance of both layers.
 */
export function guideLoss(first: Tensor, second: Tensor, guide: Tensor): Tensor {
  return mseLoss(concat([first, second], 1), guide);
}
