import assert from "node:assert/strict";
import { constant, gradients, mul, reshape, sum, type Tensor } from "../../src/graph/mod.ts";
import { blockGradient, Parameters } from "../../src/nn/parameters.ts";
import { Random } from "../../src/random.ts";
import { evaluate } from "../graph/reference.ts";

/** First values 1, 2, 3, ... over all that is declared. */
function counting(): () => number {
  let value = 0;
  return () => ++value;
}

function declare(shapes: readonly (readonly number[])[]) {
  const parameters = new Parameters(new Random(0), "net ");
  const next = counting();
  const tensors = shapes.map((shape) => parameters.declare(shape, next));
  const feeds = new Map(
    parameters.blocks.map(({ tensor, initial }) => [tensor, Float64Array.from(initial)]),
  );
  const valuesOf = (tensor: Tensor) => [...evaluate([tensor], feeds)[0] as Float64Array];
  return { parameters, tensors, valuesOf };
}

Deno.test("Parameters share a block as long as they are small, whatever comes between", () => {
  const { parameters } = declare([[1, 8, 1, 1], [64, 64, 3, 3], [3, 4], [32767], [32768], []]);
  assert.deepEqual(
    parameters.blocks.map(({ name, tensor, parts }) => [name, tensor.size, parts.length]),
    [["net 0", 65536, 4], ["net 1", 64 * 64 * 9, 1], ["net 2", 32768, 1]],
  );
  assert.equal(parameters.count, 8 + 64 * 64 * 9 + 12 + 32767 + 32768 + 1);
});

Deno.test("Parameters begin another block when the shared one is full", () => {
  const halves = [[32767], [32767]];
  assert.equal(declare([...halves, [2]]).parameters.blocks.length, 1);
  const { parameters, tensors, valuesOf } = declare([...halves, [3], [1]]);
  assert.deepEqual(parameters.blocks.map(({ parts }) => parts.length), [2, 2]);
  assert.deepEqual(valuesOf(tensors[2] as Tensor), [65535, 65536, 65537]);
  assert.deepEqual(valuesOf(tensors[3] as Tensor), [65538]);
});

Deno.test("Parameters hold their first values in their shapes, and zeros where nothing is declared", () => {
  const { parameters, tensors, valuesOf } = declare([[1, 2, 1, 1], [2, 2], [1, 40000], [3]]);
  assert.deepEqual(tensors.map(({ shape }) => shape), [[1, 2, 1, 1], [2, 2], [1, 40000], [3]]);
  assert.deepEqual(valuesOf(tensors[0] as Tensor), [1, 2]);
  assert.deepEqual(valuesOf(tensors[1] as Tensor), [3, 4, 5, 6]);
  assert.deepEqual(valuesOf(tensors[2] as Tensor), Array.from({ length: 40000 }, (_, i) => i + 7));
  assert.deepEqual(valuesOf(tensors[3] as Tensor), [40007, 40008, 40009]);
  assert.ok(parameters.blocks[0]?.initial.slice(9).every((v) => v === 0));
});

Deno.test("Parameters draw from their random generator in the order of declaration", () => {
  const parameters = new Parameters(new Random(7));
  parameters.declare([3], (random) => random.uniform());
  parameters.declare([40000], (random) => random.uniform());
  const random = new Random(7);
  const expected = Float32Array.from({ length: 40003 }, () => random.uniform());
  assert.deepEqual(parameters.blocks[0]?.initial.slice(0, 3), expected.slice(0, 3));
  assert.deepEqual(parameters.blocks[1]?.initial, expected.slice(3));
});

Deno.test("blockGradient() puts the gradients of the parts where the parts are", () => {
  const { parameters, tensors } = declare([[1, 2, 1, 1], [2, 2]]);
  const parts = tensors.map((tensor, k) =>
    constant([7, 8, 9, 10].slice(k && 0, tensor.size), tensor.shape)
  );
  const [block] = parameters.blocks;
  assert.ok(block);
  const gradient = blockGradient(block, parts);
  assert.deepEqual(gradient.shape, block.tensor.shape);
  const values = [...evaluate([gradient], new Map())[0] as Float64Array];
  assert.deepEqual(values, [7, 8, 7, 8, 9, 10, ...Array(65530).fill(0)]);
});

Deno.test("blockGradient() of a parameter with a block to itself is its gradient as a vector", () => {
  const { parameters } = declare([[200, 200]]);
  const values = Float32Array.from({ length: 40000 }, (_, i) => i);
  const [block] = parameters.blocks;
  assert.ok(block);
  const gradient = blockGradient(block, [constant(values, [200, 200])]);
  assert.deepEqual(gradient.shape, [40000]);
  assert.deepEqual(evaluate([gradient], new Map())[0], Float64Array.from(values));
});

Deno.test("blockGradient() is the gradient with respect to the block", () => {
  // 32767 twice and 2 fill a block to its end, and 5 more begin one.
  const { parameters, tensors } = declare([[32767], [7, 4681], [1, 2, 1, 1], [5], [40000]]);
  const factors = tensors.map((tensor, k) =>
    constant(Float32Array.from({ length: tensor.size }, (_, i) => k + i / 1024), tensor.shape)
  );
  const loss = sum(
    tensors.map((tensor, k) => reshape(sum(mul(tensor, factors[k] as Tensor)), [1]))
      .reduce((total, term) => mul(total, term)),
  );
  const feeds = new Map(
    parameters.blocks.map(({ tensor, initial }) => [tensor, initial.map((v) => v / 1e3)]),
  );
  const doubles = new Map([...feeds].map(([tensor, v]) => [tensor, Float64Array.from(v)]));
  for (const block of parameters.blocks) {
    const joined = blockGradient(block, gradients(loss, block.parts));
    const [actual, expected] = evaluate([joined, ...gradients(loss, [block.tensor])], doubles);
    assert.ok(expected?.some((v) => v !== 0));
    assert.deepEqual(actual, expected);
  }
});
