import assert from "node:assert/strict";
import { fromPatches, input, mul, ShapeError, sum, toPatches } from "../../src/graph/mod.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";
import { assertParity } from "../runtime/parity.ts";
import { assertGradients } from "./central_differences.ts";
import { RandomCase } from "./random_case.ts";
import { evaluate } from "./reference.ts";

/** Shapes that patches of a side fill. */
const CASES = [
  [[1, 1, 4, 6], 2],
  [[2, 2, 6, 3], 3],
  [[1, 1, 4, 8], 4],
  [[1, 2, 3, 5], 1],
] as const;

Deno.test("toPatches() lays each patch behind its place, row by row", () => {
  const x = input([1, 2, 2, 4]);
  const digits = Float64Array.from({ length: 16 }, (_, i) => i);
  const patches = toPatches(x, 2);
  assert.deepEqual(patches.shape, [1, 8, 1, 2]);
  //  0 1 | 2 3     8  9 | 10 11
  //  4 5 | 6 7    12 13 | 14 15
  assert.deepEqual(
    [...evaluate([patches], new Map([[x, digits]]))[0] ?? []],
    [0, 2, 1, 3, 4, 6, 5, 7, 8, 10, 9, 11, 12, 14, 13, 15],
  );
});

Deno.test("fromPatches() is the inverse of toPatches(), and toPatches() of fromPatches()", () => {
  for (const [shape, side] of CASES) {
    const [n, c, height, width] = shape;
    const random = new RandomCase(1);
    const x = random.any(shape);
    const y = random.any([n, c * side ** 2, height / side, width / side]);
    assert.deepEqual(toPatches(x, side).shape, y.shape);
    assert.deepEqual(fromPatches(y, side).shape, x.shape);
    const [thereAndBack, backAndThere] = evaluate(
      [fromPatches(toPatches(x, side), side), toPatches(fromPatches(y, side), side)],
      random.feeds,
    );
    assert.deepEqual(thereAndBack, random.feeds.get(x));
    assert.deepEqual(backAndThere, random.feeds.get(y));
  }
});

Deno.test("toPatches() and fromPatches() have the gradients that central differences give", () => {
  for (const [shape, side] of CASES) {
    const random = new RandomCase(2);
    const patches = toPatches(random.any(shape), side);
    assertGradients(sum(mul(patches, random.constant(patches.shape))), random.feeds);
    const [n, c, height, width] = shape;
    const back = fromPatches(random.any([n, c * side ** 2, height, width]), side);
    assertGradients(sum(mul(back, random.constant(back.shape))), random.feeds);
  }
});

Deno.test("toPatches() and fromPatches() in ONNX agree with float64", async () => {
  for (const [shape, side] of CASES) {
    const random = new RandomCase(3);
    const [n, c, height, width] = shape;
    const outputs = {
      to: toPatches(random.any(shape), side),
      from: fromPatches(random.any([n, c * side ** 2, height, width]), side),
    };
    await assertParity(onnxEngine(), outputs, random.feeds, 1e-7);
  }
});

Deno.test("toPatches() refuses a picture that its patches do not fill", () => {
  for (const shape of [[1, 3, 6, 4], [1, 3, 4, 6]]) {
    assert.throws(
      () => toPatches(input(shape), 4),
      (error) => error instanceof ShapeError && /patches of 4 do not fill/.test(error.message),
    );
  }
});

Deno.test("fromPatches() refuses channels that are not those of patches", () => {
  assert.throws(
    () => fromPatches(input([1, 6, 4, 4]), 2),
    (error) => error instanceof ShapeError && /no patches of 2 in 6 channels/.test(error.message),
  );
});
