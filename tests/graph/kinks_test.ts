import {
  abs,
  constant,
  gradients,
  input,
  leakyRelu,
  maximum,
  minimum,
  mul,
  sum,
  type Tensor,
} from "../../src/graph/mod.ts";
import { assertClose } from "./central_differences.ts";
import { evaluate } from "./reference.ts";

// Where a function has a kink, central differences say nothing: what holds there is a promise of the
// operator's own documentation.

/** The gradients with respect to `a` and `b`, both of which hold -1, 0, 1. */
function atTies(apply: (a: Tensor, b: Tensor) => Tensor): readonly Float64Array[] {
  const [a, b] = [input([3]), input([3])];
  const values = Float64Array.of(-1, 0, 1);
  const loss = sum(mul(apply(a, b), constant([2, 3, 5], [3])));
  return evaluate(gradients(loss, [a, b]), new Map([[a, values], [b, values]]));
}

Deno.test("maximum() gives the gradient to its second operand where both are equal", () => {
  const [da, db] = atTies(maximum);
  assertClose(da, [0, 0, 0]);
  assertClose(db, [2, 3, 5]);
});

Deno.test("minimum() gives the gradient to its second operand where both are equal", () => {
  const [da, db] = atTies(minimum);
  assertClose(da, [0, 0, 0]);
  assertClose(db, [2, 3, 5]);
});

Deno.test("abs() has the gradient 0 at 0", () => {
  assertClose(atTies(abs)[0], [-2, 0, 5]);
});

Deno.test("leakyRelu() has its slope as the gradient at 0", () => {
  assertClose(atTies((x) => leakyRelu(x, 0.25))[0], [0.5, 0.75, 5]);
});
