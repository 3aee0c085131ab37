import assert from "node:assert/strict";
import {
  add,
  averagePool,
  batchNorm,
  broadcastTo,
  concat,
  constant,
  conv2d,
  conv2dFilterGradient,
  conv2dInputGradient,
  div,
  gradients,
  input,
  inverseDeviation,
  matmul,
  maximum,
  minimum,
  mul,
  pad,
  reflectFold,
  reflectPad,
  repeat,
  reshape,
  resizeBilinear,
  resizeBilinearTranspose,
  type Shape,
  ShapeError,
  slice,
  standardise,
  sub,
  sum,
  type Tensor,
  transpose,
} from "../../src/graph/mod.ts";

/** Calls that are refused, and the whole message: operator, problem, operands' shapes. */
const REFUSED: Readonly<Record<string, () => Tensor | Tensor[]>> = {
  "input: extents must be positive integers: [2,0]": () => input([2, 0]),
  "constant: 3 values do not fill the shape: [2,2]": () => constant([1, 2, 3], [2, 2]),
  "add: shapes do not broadcast: [2,3] and [3,2]": () => add(input([2, 3]), input([3, 2])),
  "sub: shapes do not broadcast: [2] and [3]": () => sub(input([2]), input([3])),
  "mul: shapes do not broadcast: [2,3] and [2]": () => mul(input([2, 3]), input([2])),
  "div: shapes do not broadcast: [4] and [2,2]": () => div(input([4]), input([2, 2])),
  "maximum: shapes do not broadcast: [2] and [3]": () => maximum(input([2]), input([3])),
  "minimum: shapes do not broadcast: [2] and [3]": () => minimum(input([2]), input([3])),
  "sum: no axes 0,2: [2,3]": () => sum(input([2, 3]), [0, 2]),
  "sum: no axes -1: [2,3]": () => sum(input([2, 3]), [-1]),
  "broadcast: shapes do not broadcast: [2] and [3]": () => broadcastTo(input([2]), [3]),
  "broadcast: the first does not stretch to the second: [2,3] and [1,3]": () =>
    broadcastTo(input([2, 3]), [1, 3]),
  "reshape: the number of elements differs: [2,3] and [5]": () => reshape(input([2, 3]), [5]),
  "transpose: no order 0,0 of axes: [2,3]": () => transpose(input([2, 3]), [0, 0]),
  "transpose: no order 0 of axes: [2,3]": () => transpose(input([2, 3]), [0]),
  "slice: no block at 1,2 of that size: [2,3] and [1,2]": () =>
    slice(input([2, 3]), [1, 2], [1, 2]),
  "slice: no block at -1 of that size: [3] and [2]": () => slice(input([3]), [-1], [2]),
  "pad: no padding by 0,-1; 0,0: [2,3]": () => pad(input([2, 3]), [0, -1], [0, 0]),
  "pad: no padding by 0,0; 0: [2,3]": () => pad(input([2, 3]), [0, 0], [0]),
  "concat: other axes differ: [2,3] and [4,2]": () => concat([input([2, 3]), input([4, 2])], 0),
  "concat: other axes differ: [2,3] and [2,3,1]": () =>
    concat([input([2, 3]), input([2, 3, 1])], 0),
  "concat: other axes differ: [3] and [3]": () => concat([input([3]), input([3])], -1),
  "concat: nothing to join: ": () => concat([], 0),
  "reflectPad: cannot mirror by 3: [1,1,3,5]": () => reflectPad(input([1, 1, 3, 5]), 3),
  "reflectPad: cannot mirror by -1: [1,1,5,5]": () => reflectPad(input([1, 1, 5, 5]), -1),
  "reflectPad: cannot mirror by 1: [5,5]": () => reflectPad(input([5, 5]), 1),
  "reflectFold: cannot fold by 2: [1,1,6,9]": () => reflectFold(input([1, 1, 6, 9]), 2),
  "reflectFold: cannot fold by -1: [1,1,5,5]": () => reflectFold(input([1, 1, 5, 5]), -1),
  "matmul: operands must be matrices: [2,3] and [3]": () => matmul(input([2, 3]), input([3])),
  "matmul: inner extents differ: [2,3] and [2,3]": () => matmul(input([2, 3]), input([2, 3])),
  "matmul: inner extents differ: [2,3] and [3,2]": () =>
    matmul(input([2, 3]), input([3, 2]), { transposeA: true, transposeB: false }),
  "conv2d: picture and filters must have four axes: [3,8,8] and [4,3,3,3]": () =>
    conv2d(input([3, 8, 8]), input([4, 3, 3, 3])),
  "conv2d: channels differ: [1,3,8,8] and [4,2,3,3]": () =>
    conv2d(input([1, 3, 8, 8]), input([4, 2, 3, 3])),
  "conv2d: the filter is larger than the picture: [1,3,8,2] and [4,3,3,3]": () =>
    conv2d(input([1, 3, 8, 2]), input([4, 3, 3, 3])),
  "conv2d: no stride of 0: [1,3,8,8] and [4,3,3,3]": () =>
    conv2d(input([1, 3, 8, 8]), input([4, 3, 3, 3]), { stride: 0 }),
  "conv2dInputGradient: the gradient is not shaped like the output: [1,4,5,6] and [1,4,6,6]": () =>
    conv2dInputGradient(input([1, 4, 5, 6]), input([4, 3, 3, 3]), [8, 8]),
  "conv2dInputGradient: the gradient is not shaped like the output: [1,4,6,6,2] and [1,4,6,6]":
    () => conv2dInputGradient(input([1, 4, 6, 6, 2]), input([4, 3, 3, 3]), [8, 8]),
  "conv2dFilterGradient: the gradient is not shaped like the output: [2,4,6,6] and [1,4,6,6]": () =>
    conv2dFilterGradient(input([1, 3, 8, 8]), input([2, 4, 6, 6]), [3, 3]),
  "standardise: needs [n,c,h,w]: [3,8,8]": () => standardise(input([3, 8, 8])),
  "inverseDeviation: needs [n,c,h,w]: [3,8,8]": () => inverseDeviation(input([3, 8, 8])),
  "batchNorm: needs [n,c,h,w]: [3,8,8]": () => batchNorm(input([3, 8, 8]), input([3]), input([3])),
  "batchNorm: gamma must be [1,3,1,1], one value a channel: [1,3,8,8] and [3]": () =>
    batchNorm(input([1, 3, 8, 8]), input([3]), input([1, 3, 1, 1])),
  "batchNorm: beta must be [1,3,1,1], one value a channel: [1,3,8,8] and [1,2,1,1]": () =>
    batchNorm(input([1, 3, 8, 8]), input([1, 3, 1, 1]), input([1, 2, 1, 1])),
  "resizeBilinear: cannot resize: [8,8] and [4,4]": () => resizeBilinear(input([8, 8]), [4, 4]),
  "resizeBilinear: cannot resize: [1,1,8,8] and [4,0.5]": () =>
    resizeBilinear(input([1, 1, 8, 8]), [4, 0.5]),
  "resizeBilinearTranspose: cannot resize: [1,1,8,8] and [0,4]": () =>
    resizeBilinearTranspose(input([1, 1, 8, 8]), [0, 4]),
  "averagePool: no blocks of 2: [1,3,1,8]": () => averagePool(input([1, 3, 1, 8]), 2),
  "averagePool: no blocks of 0: [1,3,8,8]": () => averagePool(input([1, 3, 8, 8]), 0),
  "repeat: blocks of 2 do not fill it: [1,3,4,4] and [8,10]": () =>
    repeat(input([1, 3, 4, 4]), 2, [8, 10]),
  "repeat: blocks of 2 do not fill it: [1,3,4,4,5] and [8,8]": () =>
    repeat(input([1, 3, 4, 4, 5]), 2, [8, 8]),
  "gradients: the loss must be a scalar: [3]": () => gradients(input([3]), [input([3])]),
};

for (const [message, build] of Object.entries(REFUSED)) {
  Deno.test(`The graph is refused as it is built: ${message}`, () => {
    assert.throws(build, (error) => error instanceof ShapeError && error.message === message);
  });
}

Deno.test("ShapeError lists the shapes of any number of operands", () => {
  const shapes: Shape[] = [[], [1], [2, 3]];
  assert.equal(new ShapeError("op", "no", shapes).message, "op: no: [] and [1] and [2,3]");
});
