import assert from "node:assert/strict";
import { drawOutline } from "../../../fixtures/draw_outline.ts";
import { loadMasks } from "../../../fixtures/masks.ts";
import { OUTLINES } from "../../../fixtures/outlines.ts";
import { overlap } from "../../../src/decompose/segment/overlap.ts";
import { segment } from "../../../src/decompose/segment/segment.ts";
import type { Picture } from "../../../src/image/picture.ts";
import { Random } from "../../../src/random.ts";

const masks = await loadMasks();
const known = (name: string) => {
  const found = masks.find((masked) => masked.name === name);
  assert.ok(found);
  return found;
};
const grey = (width: number, height: number, value: (x: number, y: number) => number): Picture => ({
  data: new Float32Array(3 * height * width).map((_, i) =>
    value(i % width, Math.floor(i / width) % height)
  ),
  channels: 3,
  height,
  width,
});
const strokes = (width: number, height: number, painted: (x: number, y: number) => boolean) => ({
  data: new Float32Array(height * width).map((_, i) =>
    painted(i % width, Math.floor(i / width)) ? 1 : 0
  ),
  channels: 1,
  height,
  width,
});

Deno.test("segment() finds a balloon before the sky, and is sure of it", async () => {
  const { photo, mask } = known("balloon-coast-1");
  const found = await segment(photo);
  assert.ok(overlap(found.mask.data, mask.data) > 0.95);
  assert.ok(found.certainty > 0.85, `${found.certainty}`);
});

Deno.test("segment() answers layers that the mask makes the photo of again, bit by bit", async () => {
  const { photo } = known("face on wood");
  const { mask, layers: [front, back] } = await segment(photo);
  assert.ok(mask.data.every((m) => m === 0 || m === 1));
  assert.deepEqual(
    photo.data,
    photo.data.map((_, i) => {
      const m = mask.data[i % mask.data.length] as number;
      return m * (front.data[i] as number) + (1 - m) * (back.data[i] as number);
    }),
  );
  for (const { data } of [front, back]) assert.ok(data.every((v) => v >= 0 && v <= 1));
});

Deno.test("segment() parts two equal squares as the strokes say", async () => {
  const photo = grey(48, 32, (x, y) => y > 8 && y < 24 && x % 24 > 6 && x % 24 < 18 ? 0.9 : 0.2);
  const first = strokes(48, 32, (x, y) => y === 16 && x > 9 && x < 15);
  const second = strokes(48, 32, (x, y) => y === 16 && x > 33 && x < 39 || y === 2);
  const { mask } = await segment(photo, { first, second });
  const left = strokes(48, 32, (x, y) => y > 8 && y < 24 && x > 6 && x < 18);
  assert.ok(overlap(mask.data, left.data) > 0.95, `${overlap(mask.data, left.data)}`);
});

Deno.test("segment() never gives away what is painted, and takes strokes of one layer alone", async () => {
  const { photo, mask: truth } = known("coffee-boats-1");
  const { width, height } = photo;
  const none = strokes(width, height, () => false);
  const table = strokes(width, height, (x, y) => x > 225 && x < 235 && y > 20 && y < 180);
  const cup = strokes(width, height, (x, y) => x > 60 && x < 180 && y > 90 && y < 96);
  for (const hint of [{ first: cup, second: none }, { first: none, second: table }]) {
    const { mask } = await segment(photo, hint);
    assert.ok(mask.data.every((m, i) => !hint.first.data[i] || m === 1));
    assert.ok(mask.data.every((m, i) => !hint.second.data[i] || m === 0));
    assert.ok(overlap(mask.data, truth.data) > 0.8, `${overlap(mask.data, truth.data)}`);
  }
});

Deno.test("segment() finds the mask of a large photo to a pixel or two", async () => {
  const size = { width: 700, height: 500 };
  const outline = (OUTLINES["balloon-coast-1"] ?? []).map(([x, y]) => [3 * x, 3 * y] as const);
  const truth = drawOutline(outline, size);
  const photo = grey(700, 500, (x, y) => {
    const sky = 0.7 + 0.2 * y / 500;
    return truth.data[y * 700 + x] ? 0.3 + 0.1 * Math.sin(x / 9) : sky;
  });
  const { mask } = await segment(photo);
  assert.ok(overlap(mask.data, truth.data) > 0.99, `${overlap(mask.data, truth.data)}`);
});

Deno.test("segment() is not certain where nothing is in front", async () => {
  const random = new Random(0);
  const noise = grey(64, 64, () => 0.5);
  const data = noise.data.map(() => random.uniform());
  assert.ok((await segment({ ...noise, data })).certainty < 0.5);
  const { certainty, layers } = await segment(noise);
  assert.equal(certainty, 0);
  assert.ok(layers.every((layer) => layer.data.every(Number.isFinite)));
});
