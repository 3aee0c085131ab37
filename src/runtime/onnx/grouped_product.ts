import type { Lowering } from "./lowering.ts";

/**
 * Multiplies a matrix by another, transposed, for each group.
 *
 * @param a Name of [groups*rows,inner].
 * @param b Name of [groups*columns,inner].
 * @param extents Groups, rows, columns, inner.
 * @param lowering Where it is written.
 * @returns Name of the products, [groups,rows,columns]; without the first axis if there is one group.
 */
export function productWithTransposed(
  a: string,
  b: string,
  extents: readonly [number, number, number, number],
  lowering: Lowering,
): string {
  const [groups, rows, columns, inner] = extents;
  if (lowering.gpu) return productOnGpu(a, b, extents, lowering);
  const several = groups === 1 ? [] : [groups];
  const [left, right] = [
    lowering.reshape(a, [...several, rows, inner]),
    lowering.reshape(b, [...several, columns, inner]),
  ];
  return groups === 1
    ? lowering.model.node("Gemm", [left, right], { transB: 1 })
    : lowering.model.node("FusedMatMul", [left, right], { transB: 1 }, "runtime");
}

/** About so many terms of a sum are added by one thread. */
const TERMS = 1024;

/**
 * The same on a GPU, which would give a matrix of few elements to few threads, however long the sums
 * are: they are cut into pieces, side by side, which are then added.
 */
function productOnGpu(
  a: string,
  b: string,
  [groups, rows, columns, inner]: readonly [number, number, number, number],
  lowering: Lowering,
): string {
  const { model } = lowering;
  const pieces = divisorNear(inner, inner / TERMS);
  const length = inner / pieces;
  const turned = (value: string, extent: number, perm: readonly number[]) =>
    model.node("Transpose", [lowering.reshape(value, [groups, extent, pieces, length])], { perm });
  const right = turned(b, columns, [0, 2, 3, 1]);
  if (pieces === 1) {
    return model.node("MatMul", [lowering.reshape(a, [groups, 1, rows, inner]), right]);
  }
  const products = model.node("MatMul", [turned(a, rows, [0, 2, 1, 3]), right]);
  return model.node("ReduceSum", [products, model.integers([1])]);
}

/** The divisor that is nearest to a number, by their ratio. */
function divisorNear(whole: number, wanted: number): number {
  const distance = (divisor: number) => Math.abs(Math.log(divisor / wanted));
  let best = 1;
  for (let divisor = 2; divisor <= whole; divisor++) {
    if (whole % divisor === 0 && distance(divisor) < distance(best)) best = divisor;
  }
  return best;
}
