import {
  abs,
  exp,
  leakyRelu,
  leakySlope,
  log,
  sigmoid,
  sign,
  sqrt,
  step,
  tanh,
  type Tensor,
} from "../../src/graph/mod.ts";
import type { OperatorCase } from "./operator_cases.ts";

/** Operators of one operand, by the values that they are smooth at. */
const OPERATORS: readonly {
  readonly name: string;
  readonly apply: (x: Tensor) => Tensor;
  readonly values: "any" | "positive" | "nonzero";
}[] = [
  { name: "exp", apply: exp, values: "any" },
  { name: "log", apply: log, values: "positive" },
  { name: "sqrt", apply: sqrt, values: "positive" },
  { name: "abs", apply: abs, values: "nonzero" },
  { name: "tanh", apply: tanh, values: "any" },
  { name: "sigmoid", apply: sigmoid, values: "any" },
  { name: "sign", apply: sign, values: "nonzero" },
  { name: "step", apply: step, values: "nonzero" },
  { name: "leakyRelu", apply: (x) => leakyRelu(x, 0.2), values: "nonzero" },
  { name: "leakySlope", apply: (x) => leakySlope(x, 0.2), values: "nonzero" },
];

/** Unary operators, on scalars, vectors and pictures. */
export const UNARY_CASES: readonly OperatorCase[] = OPERATORS.flatMap(({ name, apply, values }) =>
  [0, 1, 4].map((rank): OperatorCase => ({
    name: `${name}() of rank ${rank}`,
    build: (random) => apply(random[values](random.shape(rank))),
  }))
);
