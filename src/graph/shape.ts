/** The extent of a tensor along each axis; `[]` is a scalar. */
export type Shape = readonly number[];

/**
 * Raised while a graph is built, when an operator cannot take its operands' shapes.
 *
 * @example
 * ```ts
 * import { ShapeError } from "./shape.ts";
 * const error = new ShapeError("matmul", "inner extents differ", [[2, 3], [4, 5]]);
 * console.log(error.message); // matmul: inner extents differ: [2,3] and [4,5]
 * ```
 */
export class ShapeError extends Error {
  override readonly name = "ShapeError";

  /**
   * @param operator The operator that refused.
   * @param problem What is wrong, in a few words.
   * @param shapes The operands' shapes.
   */
  constructor(operator: string, problem: string, shapes: readonly Shape[]) {
    super(`${operator}: ${problem}: ${shapes.map(formatShape).join(" and ")}`);
  }
}

/**
 * Writes a shape as `[1,3,256,256]`.
 *
 * @param shape Any shape.
 * @returns The text.
 */
export function formatShape(shape: Shape): string {
  return `[${shape.join(",")}]`;
}

/**
 * Counts the elements of a tensor.
 *
 * @param shape Any shape.
 * @returns The product of the extents, 1 for a scalar.
 */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

/**
 * Tells whether two shapes are the same.
 *
 * @param a A shape.
 * @param b Another.
 * @returns Whether rank and extents agree.
 */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}

/**
 * Finds the shape of an elementwise operation, by NumPy's rule: shapes are aligned at their last
 * axes, and an extent of 1 (or a missing axis) stretches.
 *
 * @param operator Name for the error.
 * @param a A shape.
 * @param b Another.
 * @returns The common shape.
 * @throws {ShapeError} If an axis differs and neither extent is 1.
 */
export function broadcastShapes(operator: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const p = a[axis - rank + a.length] ?? 1;
    const q = b[axis - rank + b.length] ?? 1;
    if (p !== q && p !== 1 && q !== 1) {
      throw new ShapeError(operator, "shapes do not broadcast", [a, b]);
    }
    return Math.max(p, q);
  });
}
