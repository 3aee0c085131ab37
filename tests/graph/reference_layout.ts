import { listOf, numberOf, type Shape, sizeOf } from "../../src/graph/mod.ts";
import {
  at,
  eachIndex,
  gather,
  type IndexMap,
  inside,
  type Kernel,
  placeOf,
  scatter,
} from "./reference_index.ts";

/** Kernels of the operators that move, add up or leave out elements. */
export const LAYOUT: Readonly<Record<string, Kernel>> = {
  sum: (node, x) => {
    const axes = listOf(node, "axes");
    return scatter(x, node.shape, (index) => index.map((i, axis) => axes.includes(axis) ? 0 : i));
  },
  reshape: (_, x) => x.data,
  transpose: (node, x) => {
    const order = listOf(node, "order");
    return gather(x, node.shape, (index) => order.map((_, axis) => at(index, order.indexOf(axis))));
  },
  slice: (node, x) => {
    const begin = listOf(node, "begin");
    return gather(x, node.shape, (index) => index.map((i, axis) => i + at(begin, axis)));
  },
  pad: (node, x) => {
    const before = listOf(node, "before");
    return gather(x, node.shape, (index) => {
      const source = index.map((i, axis) => i - at(before, axis));
      return inside(x.shape, source) ? source : undefined;
    });
  },
  concat: (node, ...parts) => {
    const joined = numberOf(node, "axis");
    const y = new Float64Array(sizeOf(node.shape));
    let offset = 0;
    for (const part of parts) {
      eachIndex(part.shape, (index, place) => {
        const target = index.map((i, axis) => (axis === joined ? i + offset : i));
        y[placeOf(node.shape, target)] = at(part.data, place);
      });
      offset += at(part.shape, joined);
    }
    return y;
  },
  reflectPad: (node, x) => gather(x, node.shape, mirrored(x.shape, numberOf(node, "amount"))),
  reflectFold: (node, x) => scatter(x, node.shape, mirrored(node.shape, numberOf(node, "amount"))),
};

/** From the index of an element of a padded picture to that of the element it repeats. */
function mirrored(picture: Shape, amount: number): IndexMap {
  return (index) =>
    index.map((i, axis) => (axis < 2 ? i : mirror(i - amount, at(picture, axis) - 1)));
}

/** Reflects a position at 0 and at the last one. */
function mirror(position: number, last: number): number {
  if (position < 0) return -position;
  return position > last ? 2 * last - position : position;
}
