import type { Lowering } from "./lowering.ts";

/** Up to this extent the product with a matrix costs less than to begin three operators more. */
export const SMALL = 64;

/**
 * Adds the mirrored border of a padded picture to where it was copied from, along one axis, in few
 * operators: one, or four beyond an extent of {@linkcode SMALL}.
 *
 * @param x Name of the padded picture, [n,c,h,w].
 * @param axis 2 for rows, 3 for columns.
 * @param extent Of the picture along this axis, without its border.
 * @param amount Width of the border.
 * @param lowering Where the operators are written.
 * @returns Name of the picture, folded along this axis.
 */
export function foldAxis(
  x: string,
  axis: 2 | 3,
  extent: number,
  amount: number,
  lowering: Lowering,
): string {
  const { model } = lowering;
  const padded = extent + 2 * amount;
  // Whether no value is the mirror of two.
  const apart = extent > 2 * amount + 1;
  if (extent <= SMALL || !apart) {
    const matrix = foldMatrix(extent, amount);
    if (axis === 2) return model.node("MatMul", [model.floats(matrix, [extent, padded]), x]);
    const transposed = matrix.map((_, i) =>
      matrix[(i % extent) * padded + Math.floor(i / extent)] as number
    );
    return model.node("MatMul", [x, model.floats(transposed, [padded, extent])]);
  }
  // Where a value's mirror is, and whether it has one.
  const mirrors = Array.from({ length: extent }, (_, i) => mirrorsOf(i, extent, amount)[0]);
  const indices = model.integers(mirrors.map((at) => at ?? 0));
  const exists = model.floats(
    Float32Array.from(mirrors, (at) => at === undefined ? 0 : 1),
    axis === 2 ? [extent, 1] : [extent],
  );
  const border = model.node("Mul", [model.node("Gather", [x, indices], { axis }), exists]);
  return model.node("Add", [lowering.cut(x, [axis, amount, amount + extent]), border]);
}

/** [extent,extent+2*amount]: row i has a 1 wherever the padded picture shows value i. */
function foldMatrix(extent: number, amount: number): Float32Array {
  const padded = extent + 2 * amount;
  const matrix = new Float32Array(extent * padded);
  for (let i = 0; i < extent; i++) {
    for (const at of [i + amount, ...mirrorsOf(i, extent, amount)]) matrix[i * padded + at] = 1;
  }
  return matrix;
}

/** Where in the border value i is shown again. */
function mirrorsOf(i: number, extent: number, amount: number): readonly number[] {
  const before = i >= 1 && i <= amount ? [amount - i] : [];
  const last = extent - 1;
  const after = i < last && i >= last - amount ? [amount + 2 * last - i] : [];
  return [...before, ...after];
}
