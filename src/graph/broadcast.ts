import { broadcastShapes, sameShape, type Shape, ShapeError } from "./shape.ts";
import { reshape } from "./layout.ts";
import { type Operator, Tensor } from "./tensor.ts";

const SUM: Operator = {
  name: "sum",
  // The cotangent has extent 1 along the summed axes: whoever takes it stretches it, or not.
  gradient: (g) => [g],
};

const BROADCAST: Operator = {
  name: "broadcast",
  gradient: (g, node) => [sumTo(g, (node.inputs[0] as Tensor).shape)],
};

/**
 * Sums over some axes, which stay with extent 1.
 *
 * @param x Any shape.
 * @param axes The axes to sum over; all of them by default.
 * @returns The sums.
 * @throws {ShapeError} If an axis does not exist.
 *
 * @example
 * ```ts
 * import { input } from "./source.ts";
 * import { sum } from "./broadcast.ts";
 * console.log(sum(input([2, 3, 4]), [1]).shape); // [2, 1, 4]
 * ```
 */
export function sum(
  x: Tensor,
  axes: readonly number[] = x.shape.map((_, axis) => axis),
): Tensor {
  if (axes.some((axis) => x.shape[axis] === undefined)) {
    throw new ShapeError("sum", `no axes ${axes.join(",")}`, [x.shape]);
  }
  // Axes of extent 1 are summed already.
  const long = axes.filter((axis) => x.shape[axis] !== 1);
  if (long.length === 0) return x;
  const shape = x.shape.map((
    extent,
    axis,
  ) => (long.includes(axis) ? 1 : extent));
  return new Tensor(SUM, [x], shape, { axes: long });
}

/**
 * Stretches a tensor to a shape that it broadcasts to.
 *
 * @param x Any shape.
 * @param shape What it becomes.
 * @returns The stretched tensor; `x` itself if nothing changes.
 * @throws {ShapeError} If it does not broadcast to that shape.
 */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  if (!sameShape(broadcastShapes("broadcast", x.shape, shape), shape)) {
    throw new ShapeError(
      "broadcast",
      "the first does not stretch to the second",
      [x.shape, shape],
    );
  }
  return new Tensor(BROADCAST, [x], shape);
}

/**
 * The transpose of {@linkcode broadcastTo}: sums what was stretched.
 *
 * @param x A tensor of the stretched shape.
 * @param shape The shape before stretching.
 * @returns The sums, in that shape.
 */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  const lead = x.shape.length - shape.length;
  const axes = x.shape.flatMap((extent, axis) =>
    axis < lead || (shape[axis - lead] === 1 && extent !== 1) ? [axis] : []
  );
  const summed = sum(x, axes);
  return sameShape(summed.shape, shape) ? summed : reshape(summed, shape);
}
