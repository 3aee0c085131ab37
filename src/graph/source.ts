import { type Shape, ShapeError, sizeOf } from "./shape.ts";
import { type Operator, Tensor } from "./tensor.ts";

/** The operator of tensors that are fed when the graph runs. */
export const INPUT: Operator = { name: "input" };

/** The operator of tensors whose values are part of the graph. */
export const CONSTANT: Operator = { name: "constant" };

/**
 * Declares a tensor that is fed at each run: data, or a parameter that an optimiser updates.
 *
 * @param shape Its extents, each 1 or more.
 * @returns The symbol.
 * @throws {ShapeError} If an extent is not a positive integer.
 *
 * @example
 * ```ts
 * import { input } from "./source.ts";
 * const photo = input([1, 3, 64, 64]);
 * ```
 */
export function input(shape: Shape): Tensor {
  if (!shape.every((extent) => Number.isInteger(extent) && extent > 0)) {
    throw new ShapeError("input", "extents must be positive integers", [shape]);
  }
  return new Tensor(INPUT, [], shape);
}

/**
 * Puts fixed values into the graph.
 *
 * @param values A number, or the elements in row-major order.
 * @param shape Their extents; `[]` for a number.
 * @returns The tensor.
 * @throws {ShapeError} If the number of values is not what the shape holds.
 */
export function constant(
  values: number | ArrayLike<number>,
  shape: Shape = [],
): Tensor {
  const data = typeof values === "number" ? Float32Array.of(values) : Float32Array.from(values);
  if (data.length !== sizeOf(shape)) {
    throw new ShapeError(
      "constant",
      `${data.length} values do not fill the shape`,
      [shape],
    );
  }
  return new Tensor(CONSTANT, [], shape, {}, data);
}
