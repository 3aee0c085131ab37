import { mul } from "./elementwise.ts";
import { ShapeError } from "./shape.ts";
import { listOf, numberOf, type Operator, Tensor } from "./tensor.ts";

/** Height and width of a picture. */
export type Size = readonly [height: number, width: number];

const RESIZE: Operator = {
  name: "resizeBilinear",
  gradient: (
    g,
    node,
  ) => [resizeBilinearTranspose(g, sizeOfPicture(node.inputs[0] as Tensor))],
};

const RESIZE_TRANSPOSE: Operator = {
  name: "resizeBilinearTranspose",
  gradient: (
    g,
    node,
  ) => [resizeBilinear(g, sizeOfPicture(node.inputs[0] as Tensor))],
};

/**
 * Resizes a picture by bilinear interpolation with aligned corners: the first and last row and
 * column stay where they are.
 *
 * @param x [n,c,h,w].
 * @param size Height and width of the result, each 1 or more.
 * @returns [n,c,...size].
 * @throws {ShapeError} If `x` is not a picture or a size is not a positive integer.
 */
export function resizeBilinear(x: Tensor, size: Size): Tensor {
  return new Tensor(RESIZE, [x], resized("resizeBilinear", x, size), { size });
}

/**
 * The transpose of {@linkcode resizeBilinear}: each value is shared out among the values that it was
 * interpolated from.
 *
 * @param x [n,c,h,w], of the resized picture's extents.
 * @param size Height and width before resizing.
 * @returns [n,c,...size].
 * @throws {ShapeError} If `x` is not a picture or a size is not a positive integer.
 */
export function resizeBilinearTranspose(x: Tensor, size: Size): Tensor {
  const shape = resized("resizeBilinearTranspose", x, size);
  return new Tensor(RESIZE_TRANSPOSE, [x], shape, { size });
}

/**
 * The weights of linear interpolation with aligned corners along one axis.
 *
 * @param from Samples before.
 * @param to Samples after.
 * @returns [to,from], row-major: row i holds the shares of the samples in result i.
 */
export function interpolationMatrix(from: number, to: number): Float32Array {
  const matrix = new Float32Array(to * from);
  for (let i = 0; i < to; i++) {
    const position = to === 1 ? 0 : (i * (from - 1)) / (to - 1);
    const left = Math.min(Math.floor(position), Math.max(from - 2, 0));
    const share = position - left;
    matrix[i * from + left] = 1 - share;
    if (share > 0) matrix[i * from + left + 1] = share;
  }
  return matrix;
}

const AVERAGE_POOL: Operator = {
  name: "averagePool",
  gradient: (g, node) => {
    const factor = numberOf(node, "factor");
    return [
      mul(
        repeat(g, factor, sizeOfPicture(node.inputs[0] as Tensor)),
        1 / factor ** 2,
      ),
    ];
  },
};

const REPEAT: Operator = {
  name: "repeat",
  gradient: (g, node) => {
    const factor = numberOf(node, "factor");
    return [mul(averagePool(g, factor), factor ** 2)];
  },
};

/**
 * Averages blocks of a picture; rows and columns that fill no block are left out.
 *
 * @param x [n,c,h,w].
 * @param factor Rows and columns of a block.
 * @returns [n,c,floor(h/factor),floor(w/factor)].
 * @throws {ShapeError} If the picture is smaller than a block.
 */
export function averagePool(x: Tensor, factor: number): Tensor {
  const [n = 0, c = 0, h = 0, w = 0] = x.shape;
  if (x.shape.length !== 4 || factor < 1 || Math.min(h, w) < factor) {
    throw new ShapeError("averagePool", `no blocks of ${factor}`, [x.shape]);
  }
  const shape = [n, c, Math.floor(h / factor), Math.floor(w / factor)];
  return new Tensor(AVERAGE_POOL, [x], shape, { factor });
}

/**
 * Repeats each pixel over a block; rows and columns beyond the last block are zero.
 *
 * @param x [n,c,h,w].
 * @param factor Rows and columns of a block.
 * @param size Height and width of the result, less than one block more than the blocks fill.
 * @returns [n,c,...size].
 * @throws {ShapeError} If the size does not fit the blocks.
 */
export function repeat(x: Tensor, factor: number, size: Size): Tensor {
  const [n = 0, c = 0, h = 0, w = 0] = x.shape;
  const fits = x.shape.length === 4 && Math.floor(size[0] / factor) === h &&
    Math.floor(size[1] / factor) === w;
  if (!fits) {
    throw new ShapeError("repeat", `blocks of ${factor} do not fill it`, [
      x.shape,
      size,
    ]);
  }
  return new Tensor(REPEAT, [x], [n, c, ...size], { factor, size });
}

/** The size attribute of a node, for engines. */
export function targetSize(node: Tensor): Size {
  const [height = 0, width = 0] = listOf(node, "size");
  return [height, width];
}

function sizeOfPicture(x: Tensor): Size {
  return [x.shape[2] as number, x.shape[3] as number];
}

function resized(operator: string, x: Tensor, size: Size): readonly number[] {
  const [n = 0, c = 0] = x.shape;
  const valid = x.shape.length === 4 &&
    size.every((s) => Number.isInteger(s) && s > 0);
  if (!valid) throw new ShapeError(operator, "cannot resize", [x.shape, size]);
  return [n, c, ...size];
}
