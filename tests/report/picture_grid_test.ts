import assert from "node:assert/strict";
import type { Picture } from "../../src/image/picture.ts";
import { pictureGrid } from "../../src/report/picture_grid.ts";
import { picture } from "../metrics/pictures.ts";

/** A picture that is the same all over, of binary fractions, or a mask. */
function flat(width: number, height: number, value: number, channels = 3): Picture {
  return { data: new Float32Array(channels * height * width).fill(value), channels, height, width };
}

const at = ({ data, height, width }: Picture, x: number, y: number) =>
  [0, 1, 2].map((c) => data[(c * height + y) * width + x]);

Deno.test("pictureGrid() lays rows below each other, and white between and where none is", async () => {
  const grid = await pictureGrid([[flat(4, 2, 0.25), flat(4, 2, 0.5)], [flat(4, 2, 0.75)]]);
  assert.deepEqual([grid.channels, grid.width, grid.height], [3, 4 + 8 + 4, 2 + 8 + 2]);
  for (let y = 0; y < 12; y++) {
    for (let x = 0; x < 16; x++) {
      const row = y < 2 ? [0.25, 0.5] : y < 10 ? [1, 1] : [0.75, 1];
      const value = x < 4 ? row[0] : x < 12 ? 1 : row[1];
      assert.deepEqual(at(grid, x, y), [value, value, value], `${x}, ${y}`);
    }
  }
});

Deno.test("pictureGrid() keeps the pixels of small pictures, colour by colour, and a mask grey", async () => {
  const colours = picture(3, 2, (x, y, c) => (x + 3 * y + 6 * c) / 32);
  const mask = {
    data: Float32Array.from({ length: 6 }, (_, i) => i / 8),
    channels: 1,
    height: 2,
    width: 3,
  };
  const grid = await pictureGrid([[colours, mask]]);
  for (const [x, y] of [[0, 0], [2, 0], [1, 1]] as const) {
    assert.deepEqual(at(grid, x, y), [0, 1, 2].map((c) => (x + 3 * y + 6 * c) / 32));
    assert.deepEqual(at(grid, 11 + x, y), [0, 1, 2].map(() => (x + 3 * y) / 8));
  }
});

Deno.test("pictureGrid() shows all pictures at the size of the first", async () => {
  const grid = await pictureGrid([[flat(6, 4, 0.5), flat(12, 8, 0.25)], [flat(3, 2, 0.75)]]);
  assert.deepEqual([grid.width, grid.height], [6 + 8 + 6, 4 + 8 + 4]);
  for (
    const [x, y, value] of [[14, 0, 0.25], [19, 3, 0.25], [0, 12, 0.75], [5, 15, 0.75]] as const
  ) {
    at(grid, x, y).forEach((v) => assert.ok(Math.abs((v as number) - value) < 1e-6));
  }
});

Deno.test("pictureGrid() fits many pictures into 2400 x 2400, in proportion", async () => {
  const one = flat(100, 50, 0.5);
  const wide = await pictureGrid([new Array(40).fill(one)]);
  assert.ok(wide.width <= 2400 && wide.width > 2350, `${wide.width}`);
  assert.equal(wide.height, 26);
  const tall = await pictureGrid(new Array(100).fill([one]));
  assert.ok(tall.height <= 2400 && tall.height > 2250, `${tall.height}`);
});

Deno.test("pictureGrid() refuses to show nothing", async () => {
  for (const rows of [[], [[]]]) await assert.rejects(pictureGrid(rows), RangeError);
});
