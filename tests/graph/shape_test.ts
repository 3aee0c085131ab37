import assert from "node:assert/strict";
import {
  add,
  broadcastShapes,
  broadcastTo,
  concat,
  conv2d,
  conv2dFilterGradient,
  conv2dInputGradient,
  input,
  matmul,
  pad,
  repeat,
  type Shape,
  slice,
  sum,
  sumTo,
  type Tensor,
  transpose,
} from "../../src/graph/mod.ts";

/** The shapes that operators give, worked out by hand. */
const SHAPES: readonly (readonly [name: string, result: Tensor, shape: Shape])[] = [
  ["add() of operands that stretch each other", add(input([4, 1]), input([2, 1, 3])), [2, 4, 3]],
  ["sum() of all axes", sum(input([2, 3])), [1, 1]],
  ["sum() of one axis", sum(input([2, 3, 4]), [1]), [2, 1, 4]],
  ["sumTo() a lower rank", sumTo(input([2, 3, 4]), [3, 1]), [3, 1]],
  ["broadcastTo() a higher rank", broadcastTo(input([3]), [2, 3]), [2, 3]],
  ["transpose() of three axes", transpose(input([2, 3, 4]), [2, 0, 1]), [4, 2, 3]],
  ["slice() of a block", slice(input([4, 5]), [1, 0], [2, 5]), [2, 5]],
  ["pad() of both axes", pad(input([4, 5]), [1, 0], [2, 3]), [7, 8]],
  ["concat() along axis 1", concat([input([2, 3]), input([2, 1])], 1), [2, 4]],
  ["matmul()", matmul(input([2, 3]), input([3, 5])), [2, 5]],
  ["matmul() with transposeA", matmul(input([3, 2]), input([3, 5]), { transposeA: true }), [2, 5]],
  ["matmul() with transposeB", matmul(input([2, 3]), input([5, 3]), { transposeB: true }), [2, 5]],
  [
    "matmul() with both transposed",
    matmul(input([3, 2]), input([5, 3]), { transposeA: true, transposeB: true }),
    [2, 5],
  ],
  ["conv2d()", conv2d(input([2, 3, 68, 66]), input([8, 3, 5, 3])), [2, 8, 64, 64]],
  [
    "conv2d() of stride 2 with a rest",
    conv2d(input([1, 3, 10, 9]), input([4, 3, 3, 3]), { stride: 2 }),
    [1, 4, 4, 4],
  ],
  [
    "conv2dInputGradient() of stride 2 with a rest",
    conv2dInputGradient(input([1, 4, 4, 4]), input([4, 3, 3, 3]), [10, 9], { stride: 2 }),
    [1, 3, 10, 9],
  ],
  [
    "conv2dFilterGradient() of stride 2 with a rest",
    conv2dFilterGradient(input([1, 3, 10, 9]), input([1, 4, 4, 4]), [3, 3], { stride: 2 }),
    [4, 3, 3, 3],
  ],
  ["repeat() with a rest", repeat(input([1, 2, 3, 4]), 2, [7, 8]), [1, 2, 7, 8]],
];

for (const [name, result, shape] of SHAPES) {
  Deno.test(`${name} has the shape worked out by hand`, () => {
    assert.deepEqual(result.shape, shape);
  });
}

Deno.test("broadcastShapes() aligns shapes at their last axes", () => {
  assert.deepEqual(broadcastShapes("add", [], []), []);
  assert.deepEqual(broadcastShapes("add", [3], [2, 1]), [2, 3]);
  assert.deepEqual(broadcastShapes("add", [1, 5, 1], [4, 1, 6]), [4, 5, 6]);
});
