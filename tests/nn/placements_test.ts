import assert from "node:assert/strict";
import { sizeOf } from "../../src/graph/mod.ts";
import { Parameters } from "../../src/nn/parameters.ts";
import { Random } from "../../src/random.ts";

/** Small ones share a block, 40000 has its own, and the third of 30000 begins another. */
const SHAPES = [[1, 8, 1, 1], [200, 200], [30000], [3, 4], [30000], [30000], []];

Deno.test("Parameters tell where each parameter lies, in the order of declaration", () => {
  const parameters = new Parameters(new Random(0), "net ");
  for (const shape of SHAPES) parameters.declare(shape, () => 1);
  assert.deepEqual(parameters.placements, [
    { block: "net 0", offset: 0, shape: [1, 8, 1, 1] },
    { block: "net 1", offset: 0, shape: [200, 200] },
    { block: "net 0", offset: 8, shape: [30000] },
    { block: "net 0", offset: 30008, shape: [3, 4] },
    { block: "net 0", offset: 30020, shape: [30000] },
    { block: "net 2", offset: 0, shape: [30000] },
    { block: "net 2", offset: 30000, shape: [] },
  ]);
});

Deno.test("Parameters hold each first value where they say that its parameter lies", () => {
  const parameters = new Parameters(new Random(0));
  for (const [i, shape] of SHAPES.entries()) parameters.declare(shape, () => i + 1);
  const blocks = new Map(parameters.blocks.map(({ name, initial }) => [name, initial]));
  for (const [i, { block, offset, shape }] of parameters.placements.entries()) {
    const values = blocks.get(block)?.subarray(offset, offset + sizeOf(shape));
    assert.equal(values?.length, sizeOf(shape));
    assert.ok(values?.every((v) => v === i + 1), `parameter ${i}`);
  }
});
