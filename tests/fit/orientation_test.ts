import assert from "node:assert/strict";
import { orient, type Orientation, orientationsOf } from "../../src/fit/orientation.ts";

// 1 2
// 3 4
const SQUARE = Float32Array.of(1, 2, 3, 4);

Deno.test("orient() lays a square in its eight ways", () => {
  const expected: Record<Orientation, number[]> = {
    0: [1, 2, 3, 4],
    1: [2, 1, 4, 3],
    2: [3, 4, 1, 2],
    3: [4, 3, 2, 1],
    4: [1, 3, 2, 4],
    5: [3, 1, 4, 2],
    6: [2, 4, 1, 3],
    7: [4, 2, 3, 1],
  };
  for (const orientation of orientationsOf(2, 2)) {
    const turned = orient(SQUARE, [1, 2, 2], orientation);
    assert.deepEqual([...turned], expected[orientation], `orientation ${orientation}`);
  }
});

Deno.test("orient() turns each channel of an oblong by itself", () => {
  const picture = Float32Array.of(1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60);
  const turned = orient(picture, [2, 2, 3], 3);
  assert.deepEqual([...turned], [6, 5, 4, 3, 2, 1, 60, 50, 40, 30, 20, 10]);
});

Deno.test("orientationsOf() leaves transposition to squares", () => {
  assert.equal(orientationsOf(4, 4).length, 8);
  assert.deepEqual(orientationsOf(4, 6), [0, 1, 2, 3]);
});
