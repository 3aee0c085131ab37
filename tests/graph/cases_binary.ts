import {
  add,
  div,
  maximum,
  minimum,
  mul,
  type Operand,
  type Shape,
  sub,
  type Tensor,
} from "../../src/graph/mod.ts";
import type { OperatorCase } from "./operator_cases.ts";
import type { RandomCase } from "./random_case.ts";

/** An operator of two broadcasting operands, and the values it is smooth at. */
interface Binary {
  readonly name: string;
  readonly apply: (a: Operand, b: Operand) => Tensor;
  readonly first: (random: RandomCase, shape: Shape) => Tensor;
  readonly second: (random: RandomCase, shape: Shape) => Tensor;
}

const any = (random: RandomCase, shape: Shape) => random.any(shape);
const nonzero = (random: RandomCase, shape: Shape) => random.nonzero(shape);
const even = (random: RandomCase, shape: Shape) => random.lattice(shape, 0);
const odd = (random: RandomCase, shape: Shape) => random.lattice(shape, 0.1);

const OPERATORS: readonly Binary[] = [
  { name: "add", apply: add, first: any, second: any },
  { name: "sub", apply: sub, first: any, second: any },
  { name: "mul", apply: mul, first: any, second: any },
  { name: "div", apply: div, first: any, second: nonzero },
  { name: "maximum", apply: maximum, first: even, second: odd },
  { name: "minimum", apply: minimum, first: even, second: odd },
];

/** How the shapes of two operands, made from common extents, may stretch to each other. */
const STRETCHES: readonly {
  readonly name: string;
  readonly shapes: (a: number, b: number, c: number) => readonly [Shape, Shape];
}[] = [
  { name: "operands of one shape", shapes: (a, b, c) => [[a, b, c], [a, b, c]] },
  { name: "scalars", shapes: () => [[], []] },
  { name: "a stretched first operand", shapes: (a, b, c) => [[a, 1, c], [a, b, c]] },
  { name: "a stretched second operand", shapes: (a, b, c) => [[a, b, c], [1, b, 1]] },
  { name: "operands that stretch each other", shapes: (a, b) => [[a, 1], [1, b]] },
  { name: "a first operand of lower rank", shapes: (a, b, c) => [[c], [a, b, c]] },
  { name: "a second operand of lower rank", shapes: (a, b, c) => [[a, b, c], [b, 1]] },
  { name: "ranks that stretch each other", shapes: (a, b, c) => [[a, b, 1], [c]] },
  { name: "a lower rank of the same size", shapes: (_, __, c) => [[1, 1, c], [c]] },
  { name: "a scalar first operand", shapes: (a, b) => [[], [a, b]] },
  { name: "a scalar second operand", shapes: (a, b) => [[a, b], []] },
];

/** Binary operators, broadcasting in every way, and with numbers in place of tensors. */
export const BINARY_CASES: readonly OperatorCase[] = OPERATORS.flatMap((
  { name, apply, first, second },
) => [
  ...STRETCHES.map((stretch) => ({
    name: `${name}() of ${stretch.name}`,
    build: (random: RandomCase) => {
      const [a = 2, b = 2, c = 2] = random.shape(3);
      const [left, right] = stretch.shapes(a, b, c);
      return apply(first(random, left), second(random, right));
    },
  })),
  {
    name: `${name}() of a number and a tensor`,
    build: (random) => apply(0.4, second(random, random.shape(2))),
  },
  {
    name: `${name}() of a tensor and a number`,
    build: (random) => apply(first(random, random.shape(2)), 0.5),
  },
]);
