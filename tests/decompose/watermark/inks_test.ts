import assert from "node:assert/strict";
import { climbInk } from "../../../src/decompose/watermark/climb_ink.ts";
import { coverPixels } from "../../../src/decompose/watermark/cover.ts";
import { edgePairs } from "../../../src/decompose/watermark/edge_pairs.ts";
import { fitInks } from "../../../src/decompose/watermark/fit_inks.ts";
import { BARE, colourOf, type Ink } from "../../../src/decompose/watermark/ink.ts";
import { labelMark } from "../../../src/decompose/watermark/label_mark.ts";
import { localJumps } from "../../../src/decompose/watermark/local_jumps.ts";
import { palettes, strangeness } from "../../../src/decompose/watermark/palette.ts";
import { proposeInks } from "../../../src/decompose/watermark/propose_inks.ts";
import { type Crop, cropScene } from "../../../src/decompose/watermark/scene.ts";
import { Random } from "../../../src/random.ts";
import { near, picture } from "../../metrics/pictures.ts";

const SIZE = 48;
/** 40 % of an orange. */
const INK: Ink = { keep: 0.6, add: [0.36, 0.2, 0.04] };
/** Hardly changes along rows, and much along columns. */
const SMOOTH = picture(
  SIZE,
  SIZE,
  (x, y, c) => 0.5 + 0.4 * Math.sin(x / 300 + 2 * c + 1) * Math.cos(y / 12 - 3 * c),
);
/** How much of each column is covered: a bar from the middle of column 16 to the end of column 31. */
const covered = (x: number) => x < 16 || x > 31 ? 0 : x === 16 ? 0.5 : 1;

function scene(clean = SMOOTH): Crop {
  const photo = picture(SIZE, SIZE, (x, y, c) => {
    const part = covered(x) * (y >= 8 && y < 40 ? 1 : 0);
    const value = clean.data[(c * SIZE + y) * SIZE + x] as number;
    return value * (1 + part * (INK.keep - 1)) + part * (INK.add[c] as number);
  });
  const hint = picture(SIZE, SIZE, (x, y) => x >= 12 && x < 36 && y >= 4 && y < 44 ? 1 : 0);
  const where = { ...hint, channels: 1, data: hint.data.slice(0, SIZE ** 2) };
  return cropScene([photo], where, SIZE);
}
const truth = (x: number, y: number) => y >= 8 && y < 40 && covered(x) > 0.5 ? 1 : 0;
const labels = Uint8Array.from(
  { length: SIZE ** 2 },
  (_, p) => truth(p % SIZE, Math.floor(p / SIZE)),
);

function isInk({ keep, add }: Ink, within: number): boolean {
  return near(keep, INK.keep, within) && add.every((v, c) => near(v, INK.add[c] as number, within));
}

Deno.test("cropScene() keeps the hint and a margin around it", () => {
  const photo = picture(10, 8, (x, y, c) => x + 10 * y + 100 * c);
  const where = picture(10, 8, (x, y) => x === 7 && y === 3 ? 1 : 0);
  const crop = cropScene([photo], { ...where, channels: 1, data: where.data.slice(0, 80) }, 3);
  assert.deepEqual([crop.left, crop.top, crop.width, crop.height], [4, 0, 6, 7]);
  assert.equal(crop.photos[0]?.[(1 * 7 + 2) * 6 + 5], 9 + 10 * 2 + 100);
  assert.equal(crop.hint.indexOf(1), 3 * 6 + 3);
});

Deno.test("colourOf() an ink is what it adds by its opacity", () => {
  assert.deepEqual(colourOf({ keep: 0.5, add: [0.5, 0.25, 0] }), [1, 0.5, 0]);
});

Deno.test("proposeInks() guesses an ink from the edges of a bar", () => {
  const bar = scene();
  const scale = bar.usual[3] as number;
  const pairs = edgePairs(bar, 2 * scale);
  const [guess] = proposeInks(bar, pairs, { scale, most: 1, random: new Random(1) });
  assert.ok(guess && isInk(guess, 0.08));
});

Deno.test("fitInks() finds opacity and colour from a guess", () => {
  const start: Ink = { keep: 0.5, add: [0.4, 0.3, 0.1] };
  // The bar's edges run through the middle of patches, so most crossings are exact.
  const random = new Random(3);
  const colours = Array.from({ length: 3 * 49 }, () => random.uniform());
  const patches = picture(
    SIZE,
    SIZE,
    (x, y, c) => colours[49 * c + 7 * Math.floor((y + 4) / 8) + Math.floor((x + 4) / 8)] as number,
  );
  const [bare, ink] = fitInks(scene(patches), labels, [BARE, start]);
  assert.equal(bare, BARE);
  assert.ok(ink && isInk(ink, 0.002));
});

Deno.test("labelMark() finds where an ink is, to the half-covered pixels at its edge", () => {
  const found = labelMark(scene(), [BARE, INK], { change: 8, sweeps: 8, strange: 1.5 });
  const wrong = found.labels.filter((label, p) => p % SIZE !== 16 && label !== labels[p]);
  assert.ok(wrong.length <= 4);
  assert.ok(found.gain > 100);
});

Deno.test("coverPixels() tells that a pixel at an edge is covered by half", () => {
  const { keep } = coverPixels(scene(), { inks: [BARE, INK], labels, gain: 0 });
  const edge = Array.from({ length: 24 }, (_, i) => keep[(12 + i) * SIZE + 16] as number);
  assert.ok(near(edge.toSorted()[12] as number, 0.8, 0.04));
  for (let y = 12; y < 36; y++) {
    assert.ok(near(keep[y * SIZE + 24] as number, 0.6, 1e-6));
    assert.equal(keep[y * SIZE + 6], 1);
  }
});

Deno.test("strangeness() is less for a colour of the palette through its ink than bare", () => {
  const bar = scene();
  const [photo] = bar.photos as [Float32Array];
  const paletteOf = palettes(bar);
  assert.ok(paletteOf(20 * SIZE + 24).every((p) => bar.hint[p] === 0));
  const p = 20 * SIZE + 20;
  assert.ok(
    strangeness(photo, p, INK, paletteOf(p)) <
      strangeness(photo, p, BARE, paletteOf(p)),
  );
  assert.equal(strangeness(photo, p, INK, new Int32Array(0)), 0);
});

Deno.test("climbInk() finds an ink over noise, where no edge tells it", () => {
  const random = new Random(5);
  const noise = picture(SIZE, SIZE, () => random.uniform());
  const start: Ink = { keep: 0.5, add: [0.25, 0.25, 0.25] };
  const inside = [...labels.keys()].filter((p) => labels[p] && p % SIZE > 16);
  const found = climbInk(scene(noise), inside, start, new Random(2));
  assert.ok(isInk(found, 0.08));
});

Deno.test("localJumps() is small where a photo is calm, and large where it is not", () => {
  const random = new Random(4);
  const half = picture(SIZE, SIZE, (x) => x < SIZE / 2 ? 0.5 : random.uniform());
  const [jumps] = localJumps({ photos: [half.data], height: SIZE, width: SIZE }, 1);
  assert.ok((jumps?.[24 * SIZE] as number) < 0.001);
  assert.ok((jumps?.[24 * SIZE + SIZE - 1] as number) > 0.1);
});
