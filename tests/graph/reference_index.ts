import { type Shape, sizeOf, type Tensor } from "../../src/graph/mod.ts";

/** The values of a tensor, in row-major order. */
export interface Dense {
  readonly shape: Shape;
  readonly data: Float64Array;
}

/** Computes the values of a node from those of its operands. */
export type Kernel = (node: Tensor, ...operands: Dense[]) => Float64Array;

/** Where an element comes from or goes to; `undefined` for nowhere. */
export type IndexMap = (index: readonly number[]) => readonly number[] | undefined;

/**
 * Reads one element, and refuses to read beyond the end.
 *
 * @param values The elements.
 * @param i Which one.
 * @returns Its value.
 * @throws {RangeError} If there is no such element.
 */
export function at(values: ArrayLike<number>, i: number): number {
  const value = values[i];
  if (value === undefined) throw new RangeError(`No element ${i} among ${values.length}`);
  return value;
}

/**
 * Visits every index of a tensor, the last axis running fastest.
 *
 * @param shape The extents.
 * @param visit Called with each index and its place in row-major order.
 */
export function eachIndex(
  shape: Shape,
  visit: (index: readonly number[], place: number) => void,
): void {
  const index = shape.map(() => 0);
  const count = sizeOf(shape);
  for (let place = 0; place < count; place++) {
    visit(index, place);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = at(index, axis) + 1;
      if (at(index, axis) < at(shape, axis)) break;
      index[axis] = 0;
    }
  }
}

/**
 * Tells whether a tensor has an element at an index.
 *
 * @param shape The extents.
 * @param index One number for each axis.
 * @returns Whether it lies inside along every axis.
 */
export function inside(shape: Shape, index: readonly number[]): boolean {
  return index.length === shape.length &&
    index.every((i, axis) => i >= 0 && i < at(shape, axis));
}

/**
 * Finds the place of an index in row-major order.
 *
 * @param shape The extents.
 * @param index One number for each axis.
 * @returns The place.
 * @throws {RangeError} If the index lies outside.
 */
export function placeOf(shape: Shape, index: readonly number[]): number {
  let place = 0;
  for (let axis = 0; axis < shape.length; axis++) {
    const [i, extent] = [at(index, axis), at(shape, axis)];
    if (i < 0 || i >= extent) throw new RangeError(`No index [${index}] in [${shape}]`);
    place = place * extent + i;
  }
  return place;
}

/**
 * The linear operator y[i] = x[source(i)], zero where there is no source.
 *
 * @param x The values read.
 * @param shape The extents of the result.
 * @param source Which element of x is the element of y at an index.
 * @returns The values of y.
 */
export function gather(x: Dense, shape: Shape, source: IndexMap): Float64Array {
  const y = new Float64Array(sizeOf(shape));
  eachIndex(shape, (index, place) => {
    const from = source(index);
    if (from) y[place] = at(x.data, placeOf(x.shape, from));
  });
  return y;
}

/**
 * The linear operator y[target(i)] += x[i]: the transpose of {@linkcode gather} by the same map.
 *
 * @param x The values shared out.
 * @param shape The extents of the result.
 * @param target To which element of y the element of x at an index is added.
 * @returns The values of y.
 */
export function scatter(x: Dense, shape: Shape, target: IndexMap): Float64Array {
  const y = new Float64Array(sizeOf(shape));
  eachIndex(x.shape, (index, place) => {
    const to = target(index);
    if (!to) return;
    const i = placeOf(shape, to);
    y[i] = at(y, i) + at(x.data, place);
  });
  return y;
}
