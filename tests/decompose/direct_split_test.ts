import assert from "node:assert/strict";
import { loadMasks } from "../../fixtures/masks.ts";
import { drawStrokes } from "../../fixtures/strokes.ts";
import { split } from "../../mod.ts";
import { clipPicture } from "../../src/image/clip_picture.ts";
import { resizePicture } from "../../src/image/resize_picture.ts";
import { readPicture } from "../../src/image/read_picture.ts";
import { psnr } from "../../src/metrics/psnr.ts";
import { layerPaths } from "../../fixtures/fixtures.ts";
import { overlap } from "../../src/decompose/segment/overlap.ts";
import { noise } from "../metrics/pictures.ts";
import { addHaze, HAZES } from "./dehaze/haze.ts";
import { assertLayers, lasting, PATH, photoOf } from "./split_cases.ts";

const RECIPES_OF_ONE = ["reflection", "texture", "dehaze", "segment"];

for (const recipe of RECIPES_OF_ONE) {
  Deno.test(`split() by ${recipe} answers at the photo's size, whatever that is, and stays in [0, 1]`, async () => {
    for (const [width, height] of [[16, 16], [57, 43], [17, 200]] as const) {
      const { report, ...layers } = await split(await photoOf(width, height), { recipe });
      assertLayers(layers, [width, height]);
      assert.deepEqual(report.photo, { width, height, count: 1 });
      assert.deepEqual(report.working, { width, height });
      assert.ok(report.verdict.score >= 0 && report.verdict.score <= 1);
      assert.ok(Object.values(report.found).flat().every(Number.isFinite));
      assert.deepEqual(report.losses, { steps: [], terms: {} });
    }
  });

  Deno.test(`split() by ${recipe} says of a blank photo that it is one, with a score of 0`, async () => {
    const blank = {
      data: new Float32Array(3 * 32 * 24).fill(0.6),
      channels: 3,
      height: 24,
      width: 32,
    };
    const result = await split(blank, { recipe });
    const { score, kind, words } = result.report.verdict;
    assert.deepEqual([score, kind], [0, "blank"]);
    assert.equal(words, "could not be separated: the photo is blank");
    assertLayers(result, [32, 24]);
  });

  Deno.test(`split() by ${recipe} is the same each time, and leaves its photo as it is`, async () => {
    const photo = noise(40, 30, 1);
    const before = photo.data.slice();
    const [one, other] = [await split(photo, { recipe }), await split(photo, { recipe })];
    assert.deepEqual(lasting(one), lasting(other));
    assert.deepEqual(photo.data, before);
  });
}

Deno.test("split() by texture takes gravel off bricks, and is sure of it", async () => {
  const result = await split(PATH, { recipe: "texture" });
  const { report, layers: [regular, random] } = result;
  assertLayers(result, [128, 128]);
  assert.ok(result.mask.data.every((v) => v === 0.5));
  assert.ok(report.reproduction.maxError < 1e-6);
  assert.equal(report.verdict.words, "separated");
  assert.deepEqual(Object.keys(report.found).sort(), ["overlap", "peaks"]);
  // Layer 1 of the fixture is the gravel, layer 2 the bricks.
  const [gravel, bricks] = await Promise.all(layerPaths("gravel-brick").map((p) => readPicture(p)));
  assert.ok(psnr(regular, bricks!) > psnr(regular, gravel!) + 3);
  assert.ok(psnr(random, gravel!) > psnr(random, bricks!) + 3);
});

Deno.test("split() by dehaze has the view as layer 1, and the even colour of the haze as layer 2", async () => {
  const [path] = layerPaths("balloon-coast");
  const view = clipPicture(await resizePicture(await readPicture(path), { width: 96, height: 96 }));
  const { photo } = addHaze(view, HAZES.even!);
  const { layers: [scene, haze], mask, report } = await split(photo, { recipe: "dehaze" });
  assert.ok(psnr(scene, view) > psnr(photo, view));
  const { airlight, transmission } = report.found as {
    readonly airlight: readonly number[];
    readonly transmission: number;
  };
  haze.data.forEach((v, i) => assert.equal(v, Math.fround(airlight[Math.floor(i / 96 ** 2)]!)));
  const mean = mask.data.reduce((sum, v) => sum + v, 0) / mask.data.length;
  assert.ok(Math.abs(mean - transmission) < 1e-6 && transmission < 0.9);
  assert.ok(report.verdict.score > 0 && report.verdict.score <= 0.6);
});

Deno.test("split() by segment has the thing as layer 1, in a mask of black and white", async () => {
  const { photo, mask: truth } = (await loadMasks()).find(({ name }) =>
    name === "balloon-coast-1"
  )!;
  for (const hint of [undefined, drawStrokes(truth, 1)]) {
    const result = await split(photo, { recipe: "segment", hint });
    const { mask, report } = result;
    assertLayers(result, [photo.width, photo.height]);
    assert.ok(mask.data.every((v) => v === 0 || v === 1));
    assert.ok(overlap(mask.data, truth.data) > 0.95);
    const share = mask.data.reduce((sum, v) => sum + v, 0) / mask.data.length;
    assert.ok(Math.abs((report.found.foreground as number) - share) < 1e-9);
    // What is kept of the photo is kept bit by bit.
    assert.equal(report.reproduction.maxError, 0);
    if (!hint) continue;
    assert.ok(mask.data.every((m, i) => !hint.first.data[i] || m === 1));
    assert.ok(mask.data.every((m, i) => !hint.second.data[i] || m === 0));
  }
});
