import assert from "node:assert/strict";
import {
  add,
  batchNorm,
  concat,
  constant,
  conv2d,
  exp,
  gradients,
  input,
  leakyRelu,
  log,
  mean,
  mul,
  reflectPad,
  resizeBilinear,
  sigmoid,
  sign,
  sqrt,
  sub,
  sum,
  tanh,
  Tensor,
  topological,
} from "../../src/graph/mod.ts";
import { assertClose, assertGradients } from "./central_differences.ts";
import { RandomCase } from "./random_case.ts";
import { evaluate } from "./reference.ts";

/** The gradients by the reference, for inputs that hold 1, 2, 3, ... */
function gradientsOf(loss: Tensor, parameters: readonly Tensor[]): number[][] {
  const feeds = new Map(
    topological([loss, ...parameters]).filter((node) => node.operator.name === "input")
      .map((node) => [node, Float64Array.from({ length: node.size }, (_, i) => i + 1)]),
  );
  return evaluate(gradients(loss, parameters), feeds).map((values) => [...values]);
}

Deno.test("gradients() are zeros for a parameter that the loss does not depend on", () => {
  const [x, y] = [input([2]), input([2, 3])];
  const [dy] = gradients(sum(x), [y]);
  assert.deepEqual(dy?.shape, [2, 3]);
  assert.deepEqual(gradientsOf(sum(x), [x, y]), [[1, 1], [0, 0, 0, 0, 0, 0]]);
});

Deno.test("gradients() are zeros through an operator that is flat", () => {
  const x = input([3]);
  assert.deepEqual(gradientsOf(sum(sign(x)), [x]), [[0, 0, 0]]);
});

Deno.test("gradients() pass a flat operator by on the way that is not", () => {
  const x = input([3]);
  assert.deepEqual(gradientsOf(sum(mul(sign(x), x)), [x]), [[1, 1, 1]]);
});

Deno.test("gradients() of a parameter with respect to itself is one", () => {
  const x = input([1, 1]);
  assert.deepEqual(gradientsOf(x, [x]), [[1]]);
});

Deno.test("gradients() add up what a tensor gets from each of its uses", () => {
  const x = input([3]);
  assert.deepEqual(gradientsOf(sum(mul(x, x)), [x]), [[2, 4, 6]]);
  assert.deepEqual(gradientsOf(sum(add(add(x, x), mul(x, mul(x, x)))), [x]), [[5, 14, 29]]);
  assert.deepEqual(gradientsOf(sum(mul(concat([x, x], 0), concat([x, x], 0))), [x]), [[4, 8, 12]]);
});

Deno.test("gradients() add up cotangents of which some are still to be broadcast", () => {
  const x = input([2, 3]);
  // One number from the first sum, a column from the second, all elements from the third.
  const loss = add(sum(x), add(sum(mul(sum(x, [1]), 2)), sum(mul(x, x))));
  assert.deepEqual(gradientsOf(loss, [x]), [[5, 7, 9, 11, 13, 15]]);
});

Deno.test("gradients() broadcast a cotangent before they sum it over a stretched operand", () => {
  const [x, y] = [input([3]), input([2, 3])];
  assert.deepEqual(gradientsOf(sum(add(x, y)), [x, y]), [[2, 2, 2], [1, 1, 1, 1, 1, 1]]);
  assert.deepEqual(gradientsOf(sum(sub(y, x)), [x]), [[-2, -2, -2]]);
  const scalar = input([]);
  assert.deepEqual(gradientsOf(mean(add(scalar, y)), [scalar]).flat().map(Math.fround), [1]);
});

Deno.test("gradients() carry an unbroadcast cotangent through a chain of elementwise operators", () => {
  const random = new RandomCase(1);
  const x = random.positive([2, 3, 4]);
  assertGradients(sum(log(sqrt(exp(tanh(x))))), random.feeds);
  const y = random.any([3, 1]);
  assertGradients(mean(sigmoid(mul(sum(mul(x, y), [1]), sum(x, [0, 2])))), random.feeds);
});

Deno.test("gradients() take a tensor that is computed from others as a parameter", () => {
  const x = input([3]);
  const square = mul(x, x);
  const loss = sum(mul(square, square));
  assert.deepEqual(gradientsOf(loss, [square, x]), [[2, 8, 18], [4, 32, 108]]);
});

Deno.test("gradients() can be taken three times", () => {
  const x = input([3]);
  let result: Tensor = mul(x, mul(x, x));
  for (let order = 0; order < 3; order++) result = gradients(sum(result), [x])[0] as Tensor;
  assertClose(gradientsOf(sum(mul(result, x)), [x])[0], [6, 6, 6]);
});

Deno.test("gradients() build nothing towards operands that no parameter reaches", () => {
  const [photo, filter] = [input([1, 1, 5, 5]), input([1, 1, 3, 3])];
  const nodes = topological(gradients(sum(conv2d(photo, filter)), [filter]));
  const names = nodes.map((node) => node.operator.name);
  assert.ok(names.includes("conv2dFilterGradient"));
  assert.ok(!names.includes("conv2dInputGradient"));
});

Deno.test("gradients() of a small network are those that central differences give", () => {
  const random = new RandomCase(2);
  const [photo, filter] = [random.any([2, 2, 4, 5]), random.any([3, 2, 3, 3])];
  const [gamma, beta] = [random.positive([1, 3, 1, 1]), random.any([1, 3, 1, 1])];
  const features = leakyRelu(batchNorm(conv2d(reflectPad(photo, 1), filter), gamma, beta), 0.2);
  const output = sigmoid(resizeBilinear(features, [7, 8]));
  assertGradients(mean(mul(sub(output, 0.5), sub(output, 0.5))), random.feeds);
});

Deno.test("gradients() refuse an operator without a gradient rule", () => {
  const x = input([1]);
  const rounded = new Tensor({ name: "round" }, [x], [1]);
  assert.throws(() => gradients(rounded, [x]), {
    name: "TypeError",
    message: "Cannot differentiate round: it has no gradient rule",
  });
  // Unless nothing has to flow through it.
  assert.deepEqual(gradientsOf(sum(mul(x, constant(3))), [x]), [[3]]);
});

Deno.test("topological() lists each node once and operands before what uses them", () => {
  const x = input([2]);
  const square = mul(x, x);
  const result = add(square, x);
  assert.deepEqual(topological([result, square]), [x, square, result]);
});
