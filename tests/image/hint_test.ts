import assert from "node:assert/strict";
import { resizeHint } from "../../src/image/hint.ts";
import { near } from "../metrics/pictures.ts";
import { strokes } from "./strokes.ts";

const RED = strokes(64, 48, (x) => x === 20);
const BLUE = strokes(64, 48, (x, y) => x > 40 && y > 8 && y < 40);

Deno.test("resizeHint() of the same size changes nothing", async () => {
  assert.deepEqual(await resizeHint({ first: RED, second: BLUE }, RED), {
    first: RED,
    second: BLUE,
  });
});

Deno.test("resizeHint() keeps thin strokes of a large photo on a small copy, as strong as they were", async () => {
  for (const opacity of [1, 0.5]) {
    const line = strokes(1280, 64, (x) => x === 805);
    const first = { ...line, data: line.data.map((v) => opacity * v) };
    const hint = await resizeHint({ first, second: BLUE }, { width: 128, height: 16 });
    // Column 805 of 1280 is in column 80 of 128, of which it is a tenth.
    const row = [...hint.first.data.slice(128 * 8, 128 * 9)];
    assert.ok(near(Math.max(...row), opacity, 1e-6));
    assert.equal(row.indexOf(Math.max(...row)), 80);
    assert.ok(row.every((v, x) => Math.abs(x - 80) <= 2 || v === 0), `${row}`);
  }
});

Deno.test("resizeHint() of no strokes is none", async () => {
  const none = strokes(64, 48, () => false);
  const { first } = await resizeHint({ first: none, second: BLUE }, { width: 20, height: 10 });
  assert.deepEqual(first, strokes(20, 10, () => false));
});

Deno.test("resizeHint() keeps strokes where they are, and in [0, 1]", async () => {
  for (const [width, height] of [[128, 96], [31, 23], [64, 16]] as const) {
    const { first, second } = await resizeHint({ first: RED, second: BLUE }, { width, height });
    for (const mask of [first, second]) {
      assert.deepEqual([mask.channels, mask.width, mask.height], [1, width, height]);
      assert.ok(mask.data.every((v) => v >= 0 && v <= 1));
    }
    const at = (x: number, y: number) =>
      second.data[Math.floor(y * height) * width + Math.floor(x * width)] as number;
    // The middle of the box, and a place far from it: an edge that was enlarged may overshoot.
    assert.ok(at(52 / 64, 0.5) > 0.9 && at(0.1, 0.5) === 0);
  }
});
