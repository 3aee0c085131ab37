import { averagePool, concat, type Tensor } from "../graph/mod.ts";
import { mseLoss } from "./reconstruction.ts";

/**
 * Ties two layers to those that a trained network found, or to the means of these over blocks: what
 * belongs together is seen from afar, and which edge is whose is then left to other losses.
 *
 * @param first [1,3,h,w].
 * @param second [1,3,h,w].
 * @param guide What the network found, one layer behind the other, [1,6,h,w].
 * @param block Rows and columns of a block. Default 1: pixel by pixel.
 * @returns A scalar, the mean squared distance of both layers.
 * @throws {ShapeError} If the layers are smaller than a block.
 */
export function guideLoss(first: Tensor, second: Tensor, guide: Tensor, block = 1): Tensor {
  const layers = concat([first, second], 1);
  return block === 1
    ? mseLoss(layers, guide)
    : mseLoss(averagePool(layers, block), averagePool(guide, block));
}
