import assert from "node:assert/strict";
import { cropPicture } from "../../src/image/pad_picture.ts";
import type { Picture } from "../../src/image/picture.ts";
import { fitWithin, resizePicture } from "../../src/image/resize_picture.ts";
import { Random } from "../../src/random.ts";

function make(width: number, height: number, value: (x: number, y: number, c: number) => number) {
  const data = Float32Array.from({ length: 3 * height * width }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width) % height];
    return value(x, y, Math.floor(i / (width * height)));
  });
  return { data, channels: 3, height, width };
}

function furthest(a: Picture, b: Picture): number {
  return a.data.reduce((most, v, i) => Math.max(most, Math.abs(v - (b.data[i] as number))), 0);
}

Deno.test("resizePicture() returns the picture itself if it has the size", async () => {
  const picture = make(5, 4, () => 1);
  assert.equal(await resizePicture(picture, { width: 5, height: 4 }), picture);
});

Deno.test("resizePicture() keeps a flat picture exactly, whatever its value", async () => {
  const random = new Random(3);
  for (let i = 0; i < 20; i++) {
    const [value, width, height] = [
      random.normal() * 3,
      1 + random.integer(60),
      1 + random.integer(60),
    ];
    const flat = make(7, 31, () => value);
    const resized = await resizePicture(flat, { width, height });
    assert.deepEqual(resized, make(width, height, () => value));
  }
});

Deno.test("resizePicture() clips nothing: it is linear, also below 0 and above 1", async () => {
  const random = new Random(4);
  const picture = make(23, 17, () => random.uniform());
  const far = { ...picture, data: picture.data.map((v) => 8 * v - 4) };
  for (const size of [{ width: 9, height: 40 }, { width: 50, height: 5 }]) {
    const expected = await resizePicture(picture, size);
    const actual = await resizePicture(far, size);
    assert.ok(furthest(actual, { ...expected, data: expected.data.map((v) => 8 * v - 4) }) < 5e-6);
    assert.ok(actual.data.some((v) => v < 0) && actual.data.some((v) => v > 1));
  }
});

Deno.test("resizePicture() keeps a ramp a ramp, away from the borders", async () => {
  // New pixel i lies at (i + 1/2) scale - 1/2 in the old picture; a cubic filter keeps straight lines.
  const ramp = make(24, 24, (x, y, c) => 0.02 * x - 0.03 * y + c);
  for (const [width, height] of [[48, 60], [12, 8]] as const) {
    const { data } = await resizePicture(ramp, { width, height });
    const [x, y] = [width / 2, height / 2];
    const expected = 0.02 * ((x + 0.5) * 24 / width - 0.5) - 0.03 * ((y + 0.5) * 24 / height - 0.5);
    for (const c of [0, 1, 2]) {
      assert.ok(Math.abs((data[(c * height + y) * width + x] as number) - expected - c) < 1e-5);
    }
  }
});

Deno.test("resizePicture() enlarges by Keys's weights, worked out by hand", async () => {
  // One white pixel, twice as wide: new pixels lie 1/4 and 3/4 from old ones. Keys's kernel is
  // 0.8671875 at 1/4, 0.2265625 at 3/4, -0.0703125 at 5/4 and -0.0234375 at 7/4.
  const picture = { data: new Float32Array(9).with(4, 1), channels: 1, height: 1, width: 9 };
  const { data } = await resizePicture(picture, { width: 18, height: 1 });
  const half = [-0.0234375, -0.0703125, 0.2265625, 0.8671875];
  assert.deepEqual([...data.slice(5, 13)], [...half, ...half.toReversed()]);
});

Deno.test("resizePicture() averages when it shrinks: no pattern comes of a fine checkerboard", async () => {
  const board = make(64, 64, (x, y) => (x + y) % 2);
  const { data } = await resizePicture(board, { width: 10, height: 10 });
  for (const value of data) assert.ok(Math.abs(value - 0.5) < 0.02, `${value}`);
});

Deno.test("resizePicture() down and up again keeps a smooth picture", async () => {
  const waves = make(64, 48, (x, y) => Math.sin(x / 10) * Math.cos(y / 12));
  const small = await resizePicture(waves, { width: 32, height: 24 });
  const again = await resizePicture(small, waves);
  assert.ok(furthest(again, waves) < 0.05);
  const inner = { left: 6, top: 6, width: 52, height: 36 };
  assert.ok(furthest(cropPicture(again, inner), cropPicture(waves, inner)) < 0.005);
});

Deno.test("resizePicture() refuses a size of no pixels", async () => {
  const picture = make(5, 4, () => 1);
  await assert.rejects(resizePicture(picture, { width: 0, height: 4 }), RangeError);
  await assert.rejects(resizePicture(picture, { width: 5, height: 2.5 }), RangeError);
});

Deno.test("fitWithin() limits the long side and keeps the aspect ratio", () => {
  assert.deepEqual(fitWithin(4000, 3000, 256), { width: 256, height: 192 });
  assert.deepEqual(fitWithin(3000, 4000, 256), { width: 192, height: 256 });
  assert.deepEqual(fitWithin(1000, 667, 100), { width: 100, height: 67 });
});

Deno.test("fitWithin() never enlarges", () => {
  assert.deepEqual(fitWithin(100, 80, 256), { width: 100, height: 80 });
  assert.deepEqual(fitWithin(256, 256, 256), { width: 256, height: 256 });
});

Deno.test("fitWithin() leaves a narrow picture 16 pixels where it has them", () => {
  assert.deepEqual(fitWithin(2560, 40, 256), { width: 256, height: 16 });
  assert.deepEqual(fitWithin(2560, 9, 256), { width: 256, height: 9 });
  assert.deepEqual(fitWithin(2560, 40, 8), { width: 8, height: 8 });
});
