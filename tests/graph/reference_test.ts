import assert from "node:assert/strict";
import {
  add,
  broadcastTo,
  concat,
  constant,
  input,
  leakyRelu,
  leakySlope,
  matmul,
  maximum,
  mean,
  minimum,
  mul,
  pad,
  sigmoid,
  sign,
  slice,
  step,
  sub,
  sum,
  sumTo,
  Tensor,
  transpose,
} from "../../src/graph/mod.ts";
import { assertClose } from "./central_differences.ts";
import { evaluate } from "./reference.ts";

const SIGNS = constant([-2, 0, 3], [3]);
const ROW = constant([1, 2], [1, 2]);
const COLUMN = constant([10, 20], [2, 1]);
const MATRIX = constant([1, 2, 3, 4, 5, 6], [2, 3]);
const CUBE = constant([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);

/** Worked out by hand. */
const BY_HAND: readonly (readonly [name: string, output: Tensor, expected: readonly number[]])[] = [
  ["add() of a row and a column", add(ROW, COLUMN), [11, 12, 21, 22]],
  ["sub() of a number and a tensor", sub(1, SIGNS), [3, 1, -2]],
  ["maximum() with 0", maximum(SIGNS, 0), [0, 0, 3]],
  ["minimum() with 0", minimum(SIGNS, 0), [-2, 0, 0]],
  ["sigmoid() of 0", sigmoid(constant(0)), [0.5]],
  ["sign() of both signs and 0", sign(SIGNS), [-1, 0, 1]],
  ["step() of both signs and 0", step(SIGNS), [0, 0, 1]],
  ["leakyRelu() of both signs and 0", leakyRelu(SIGNS, 0.25), [-0.5, 0, 3]],
  ["leakySlope() of both signs and 0", leakySlope(SIGNS, 0.25), [0.25, 0.25, 1]],
  ["sum() of each row", sum(MATRIX, [1]), [6, 15]],
  ["sumTo() a vector", sumTo(MATRIX, [3]), [5, 7, 9]],
  ["mean() of each column", mean(MATRIX, [0]), [2.5, 3.5, 4.5]],
  ["broadcastTo() two rows", broadcastTo(ROW, [2, 2]), [1, 2, 1, 2]],
  ["transpose() of a matrix", transpose(MATRIX, [1, 0]), [1, 4, 2, 5, 3, 6]],
  ["transpose() by a cycle", transpose(CUBE, [2, 0, 1]), [1, 3, 5, 7, 2, 4, 6, 8]],
  ["slice() of a block", slice(MATRIX, [0, 1], [2, 2]), [2, 3, 5, 6]],
  ["pad() above and to the right", pad(ROW, [1, 0], [0, 1]), [0, 0, 0, 1, 2, 0]],
  ["concat() of columns", concat([MATRIX, COLUMN], 1), [1, 2, 3, 10, 4, 5, 6, 20]],
  ["matmul() of a row and a matrix", matmul(ROW, MATRIX), [9, 12, 15]],
  ["matmul() with transposeA", matmul(MATRIX, COLUMN, { transposeA: true }), [90, 120, 150]],
  ["matmul() with transposeB", matmul(MATRIX, MATRIX, { transposeB: true }), [14, 32, 32, 77]],
];

for (const [name, output, expected] of BY_HAND) {
  Deno.test(`${name} has the values worked out by hand`, () => {
    assertClose(evaluate([output], new Map())[0], expected);
  });
}

Deno.test("evaluate() reads what is fed and gives each output asked for", () => {
  const x = input([3]);
  const square = mul(x, x);
  const values = evaluate([sum(square), x, square], new Map([[x, Float64Array.of(1, 2, 3)]]));
  assert.deepEqual(values.map((output) => [...output]), [[14], [1, 2, 3], [1, 4, 9]]);
});

Deno.test("evaluate() refuses an input that is not fed or wrongly fed", () => {
  const x = input([3]);
  assert.throws(() => evaluate([x], new Map()), /Cannot evaluate input#\d+\[3\]: it is not fed/);
  const feeds = new Map([[x, Float64Array.of(1, 2)]]);
  assert.throws(() => evaluate([x], feeds), /Cannot fill input#\d+\[3\] with 2 values/);
});

Deno.test("evaluate() refuses an operator that it has no kernel for", () => {
  const unknown = new Tensor({ name: "fourier" }, [constant(1)], []);
  assert.throws(() => evaluate([unknown], new Map()), /Cannot evaluate fourier#\d+\[\]: its opera/);
});
