import {
  broadcastTo,
  concat,
  pad,
  reflectFold,
  reflectPad,
  reshape,
  slice,
  sum,
  transpose,
} from "../../src/graph/mod.ts";
import type { OperatorCase } from "./operator_cases.ts";

/** Operators that move, add up, repeat or leave out elements. */
export const LAYOUT_CASES: readonly OperatorCase[] = [
  { name: "sum() of all axes", build: (random) => sum(random.any(random.shape(3))) },
  { name: "sum() of the first axis", build: (random) => sum(random.any(random.shape(2)), [0]) },
  {
    name: "sum() of axes that are not neighbours",
    build: (random) => sum(random.any(random.shape(4)), [0, 2, 3]),
  },
  {
    name: "sum() of axes of which one has extent 1",
    build: (random) => sum(random.any([...random.shape(2), 1]), [1, 2]),
  },
  {
    name: "broadcastTo() along two axes",
    build: (random) => {
      const [a = 0, b = 0, c = 0] = random.shape(3);
      return broadcastTo(random.any([1, b, 1]), [a, b, c]);
    },
  },
  {
    name: "broadcastTo() a higher rank",
    build: (random) => {
      const [a = 0, b = 0, c = 0] = random.shape(3);
      return broadcastTo(random.any([b, 1]), [a, b, c]);
    },
  },
  {
    name: "broadcastTo() from a scalar",
    build: (random) => broadcastTo(random.any([]), random.shape(2)),
  },
  {
    name: "reshape() to a lower rank",
    build: (random) => {
      const [a = 0, b = 0, c = 0] = random.shape(3);
      return reshape(random.any([a, b, c]), [c, a * b]);
    },
  },
  {
    name: "reshape() to a higher rank",
    build: (random) => {
      const [a = 0, b = 0] = random.shape(2);
      return reshape(random.any([a * b]), [1, b, 1, a]);
    },
  },
  {
    name: "transpose() of a matrix",
    build: (random) => transpose(random.any(random.shape(2)), [1, 0]),
  },
  {
    name: "transpose() by a cycle of three axes",
    build: (random) => transpose(random.any(random.shape(3)), [2, 0, 1]),
  },
  {
    name: "transpose() in any order",
    build: (random) => transpose(random.any(random.shape(4)), random.permutation(4)),
  },
  {
    name: "slice() anywhere",
    build: (random) => {
      const shape = random.shape(4);
      const begin = shape.map((extent) => random.integer(0, extent - 1));
      const size = shape.map((extent, axis) => random.integer(1, extent - (begin[axis] ?? 0)));
      return slice(random.any(shape), begin, size);
    },
  },
  {
    name: "pad() by different amounts",
    build: (random) => {
      const amounts = () => [0, 1, 2].map((most) => random.integer(0, most));
      return pad(random.any(random.shape(3)), amounts(), amounts());
    },
  },
  {
    name: "pad() of a picture's borders",
    build: (random) => pad(random.any(random.shape(4)), [0, 0, 1, 2], [0, 0, 2, 1]),
  },
  ...[0, 1, 2].map((axis): OperatorCase => ({
    name: `concat() along axis ${axis}`,
    build: (random) => {
      const shape = random.shape(3);
      const part = () => shape.map((extent, a) => a === axis ? random.integer(1, 3) : extent);
      return concat([random.any(part()), random.any(part()), random.any(part())], axis);
    },
  })),
  {
    name: "concat() of a tensor with itself",
    build: (random) => {
      const x = random.any(random.shape(2));
      return concat([x, x], 1);
    },
  },
  ...[1, 2, 3].flatMap((amount): OperatorCase[] => [{
    name: `reflectPad() by ${amount}`,
    build: (random) => {
      const [h, w] = [amount + random.integer(1, 3), amount + random.integer(1, 3)];
      return reflectPad(random.any(random.pictures(h, w)), amount);
    },
  }, {
    name: `reflectFold() by ${amount}`,
    build: (random) => {
      const [h, w] = [3 * amount + random.integer(1, 3), 3 * amount + random.integer(1, 3)];
      return reflectFold(random.any(random.pictures(h, w)), amount);
    },
  }]),
];
