import assert from "node:assert/strict";
import { layerPaths } from "../../fixtures/fixtures.ts";
import { type Picture, split, UserError } from "../../mod.ts";
import { clipPicture } from "../../src/image/clip_picture.ts";
import { readPicture } from "../../src/image/read_picture.ts";
import { resizePicture } from "../../src/image/resize_picture.ts";
import { psnr } from "../../src/metrics/psnr.ts";
import { hintFile, strokes } from "../image/strokes.ts";
import { near } from "../metrics/pictures.ts";
import { assertLayers } from "./split_cases.ts";
import { around, logoParts, putMark } from "./watermark/marks.ts";

const SIDE = 64;
const PIXELS = SIDE ** 2;
const recipe = "watermark";
const CLEAN = await Promise.all(
  ["parrot-tulips", "astronaut-blossom", "balloon-coast"].map(async (name) => {
    const layer = await readPicture(layerPaths(name)[0]);
    return clipPicture(await resizePicture(layer, { width: SIDE, height: SIDE }));
  }),
) as [Picture, Picture, Picture];
const [RING] = await logoParts(SIDE, SIDE) as [Picture];
const MARKED = CLEAN.map((clean) =>
  putMark(clean, [{ shape: RING, opacity: 0.5, colour: [0.1, 0.3, 0.9] }])
);
const [{ photo: PHOTO, share: SHARE }] = MARKED as [typeof MARKED[number]];
const NONE = strokes(SIDE, SIDE, () => false);

Deno.test("split() of one photo and a hint changes no bit of what the mark does not cover", async () => {
  const first = around(SHARE, 3);
  const result = await split(PHOTO, { recipe, hint: { first, second: NONE } });
  assertLayers(result, [SIDE, SIDE]);
  const { layers: [clean], mask, more, report } = result;
  let [covered, changed] = [0, 0];
  clean.data.forEach((v, i) => {
    const untouched = mask.data[i % PIXELS] === 1;
    if (!first.data[i % PIXELS]) assert.ok(untouched);
    if (untouched) assert.equal(v, PHOTO.data[i]);
    else covered++;
    if (v !== PHOTO.data[i]) changed++;
  });
  // The ring is a seventh of the photo, not much more, and it is gone.
  const ring = SHARE.data.filter((v) => v < 1).length;
  assert.ok(changed > 2.5 * ring && covered < 3 * 1.2 * ring, `${changed}, ${covered}, ${ring}`);
  assert.ok(psnr(clean, CLEAN[0]) > psnr(PHOTO, CLEAN[0]) + 5);
  assert.ok(report.reproduction.maxError < 1e-5);
  assert.deepEqual(more, []);
  assert.ok(near((report.found.opacities as readonly number[])[0]!, 0.5, 0.03));
  assert.equal((report.found.colour as readonly number[]).length, 3);
  assert.ok(report.verdict.score > 0 && report.verdict.score < 1);
});

Deno.test("split() of three photos with the same mark needs no hint, and answers each", async () => {
  const { layers: [first, mark], mask, more, report } = await split(
    MARKED.map(({ photo }) => photo),
    { recipe },
  );
  assert.deepEqual(report.photo, { width: SIDE, height: SIDE, count: 3 });
  assert.equal(more.length, 2);
  const all = [first, ...more.map(({ layers }) => layers[0])];
  all.forEach((clean, i) => {
    const gain = psnr(clean, CLEAN[i]!) - psnr(MARKED[i]!.photo, CLEAN[i]!);
    assert.ok(gain > 15, `photo ${i + 1}: ${gain} dB`);
    clean.data.forEach((v, p) => {
      if (mask.data[p % PIXELS] === 1) assert.equal(v, MARKED[i]!.photo.data[p]);
    });
  });
  // The mark is the same in all.
  for (const { layers, mask: share } of more) {
    assert.deepEqual(layers[1], mark);
    assert.deepEqual(share, mask);
  }
  for (const one of more) assertLayers(one, [SIDE, SIDE]);
});

Deno.test("split() takes a hint for a watermark as a file of another size", async () => {
  const first = around(SHARE, 4);
  const half = strokes(SIDE / 2, SIDE / 2, (x, y) => first.data[2 * y * SIDE + 2 * x] === 1);
  const hint = await hintFile({ first: half, second: strokes(SIDE / 2, SIDE / 2, () => false) });
  const { layers: [clean], report } = await split(PHOTO, { recipe, hint });
  assert.equal(report.settings.hint, true);
  assert.ok(psnr(clean, CLEAN[0]) > psnr(PHOTO, CLEAN[0]) + 5);
});

Deno.test("split() says what is lacking to find a watermark", async () => {
  const red = strokes(SIDE, SIDE, (x) => x < 9);
  for (
    const [photos, hint, expected] of [
      [[PHOTO], undefined, /needs a hint for one photo: paint the mark red .* by --hint$/],
      [[PHOTO, MARKED[1]!.photo], undefined, /3 photos or more have in common; paint a hint/],
      [[PHOTO], { first: NONE, second: red }, /hint is empty; paint it where the mark is$/],
      [[PHOTO], { first: strokes(SIDE, SIDE, () => true), second: NONE }, /covers the whole photo/],
    ] as const
  ) {
    await assert.rejects(split(photos, { recipe, hint }), (error) => {
      assert.ok(error instanceof UserError, `${error}`);
      assert.match(error.message, expected);
      return true;
    });
  }
});
