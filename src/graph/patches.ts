import { reshape, transpose } from "./layout.ts";
import { ShapeError } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

/**
 * Lays the values of each square patch behind each other as channels: nothing is lost, and a
 * convolution on the result looks at patches. Also known as space to depth.
 *
 * @param x [n,c,h,w].
 * @param side Side of a patch; divides h and w.
 * @returns [n,c*side*side,h/side,w/side].
 * @throws {ShapeError} If the patches do not fill the picture.
 *
 * @example
 * ```ts
 * import { toPatches } from "./patches.ts";
 * import { input } from "./source.ts";
 * console.log(toPatches(input([1, 3, 128, 128]), 4).shape); // [1, 48, 32, 32]
 * ```
 */
export function toPatches(x: Tensor, side: number): Tensor {
  const [n = 0, c = 0, height = 0, width = 0] = x.shape;
  const [rows, columns] = [height / side, width / side];
  if (!Number.isInteger(rows) || !Number.isInteger(columns)) {
    throw new ShapeError("toPatches", `patches of ${side} do not fill the picture`, [x.shape]);
  }
  const apart = reshape(x, [n, c, rows, side, columns, side]);
  return reshape(transpose(apart, [0, 1, 3, 5, 2, 4]), [n, c * side * side, rows, columns]);
}

/**
 * The inverse of {@linkcode toPatches}.
 *
 * @param x [n,c*side*side,h,w].
 * @param side Side of a patch.
 * @returns [n,c,h*side,w*side].
 * @throws {ShapeError} If the channels are not those of such patches.
 */
export function fromPatches(x: Tensor, side: number): Tensor {
  const [n = 0, channels = 0, rows = 0, columns = 0] = x.shape;
  const c = channels / side ** 2;
  if (!Number.isInteger(c)) {
    throw new ShapeError("fromPatches", `no patches of ${side} in ${channels} channels`, [x.shape]);
  }
  const apart = reshape(x, [n, c, side, side, rows, columns]);
  return reshape(transpose(apart, [0, 1, 4, 2, 5, 3]), [n, c, rows * side, columns * side]);
}
