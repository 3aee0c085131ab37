import assert from "node:assert/strict";
import { layerPaths } from "../../fixtures/fixtures.ts";
import { type Picture, split } from "../../mod.ts";
import { readPicture } from "../../src/image/read_picture.ts";
import { resizePicture } from "../../src/image/resize_picture.ts";
import { clipPicture } from "../../src/image/clip_picture.ts";
import { strokes } from "../image/strokes.ts";
import { map, near } from "../metrics/pictures.ts";
import { reflect } from "./reflection/reflect.ts";
import { assertLayers } from "./split_cases.ts";

const [SCENE, OTHER] = await Promise.all(
  layerPaths("owl-acanthus").map(async (path) =>
    clipPicture(await resizePicture(await readPicture(path), { width: 64, height: 48 }))
  ),
) as [Picture, Picture];
const PHOTO = await reflect(SCENE, OTHER, { reflected: 0.3, sigma: 3 });
const recipe = "reflection";

Deno.test("split() of a reflection finds scene and reflection that add up, the scene with most of it", async () => {
  const result = await split(PHOTO, { recipe });
  assertLayers(result, [64, 48]);
  const { settings, found, reproduction, engine, weights, stepsDone, stopped } = result.report;
  assert.ok(reproduction.maxError < 1e-6);
  assert.deepEqual([settings.recipe, settings.method, settings.steps], [recipe, "direct", 0]);
  assert.deepEqual([engine, weights, stepsDone, stopped], [null, null, 0, false]);
  const share = found.share as number;
  assert.ok(share > 0.5 && share < 1);
  assert.ok(result.mask.data.every((v) => near(v, share, 1e-6)));
});

Deno.test("split() of a reflection retouches: 100 leaves the scene, 0 the photo, -100 the reflection", async () => {
  const ends = [];
  for (const strength of [undefined, 100, 0, -100, 50]) {
    ends.push(await split(PHOTO, { recipe, strength }));
  }
  const [unsaid, full, none, inverse, half] = ends;
  const [scene, reflection] = full!.layers;
  assert.deepEqual(unsaid!.retouched, scene);
  assert.deepEqual(full!.retouched, scene);
  assert.deepEqual(none!.retouched, PHOTO);
  assert.deepEqual(inverse!.retouched, reflection);
  half!.retouched!.data.forEach((v, i) =>
    assert.ok(near(v, (PHOTO.data[i]! + scene.data[i]!) / 2, 1e-6))
  );
  assert.deepEqual(ends.map(({ report }) => report.settings.strength), [100, 100, 0, -100, 50]);
  // The layers are the same, however much of them is asked for.
  for (const { layers } of ends) assert.deepEqual(layers, [scene, reflection]);
});

Deno.test("split() of a reflection puts its layers in the order of the strokes", async () => {
  const { layers: [scene, reflection], mask } = await split(PHOTO, { recipe });
  // Painted where the scene is much the brighter: first in the one colour, then in the other.
  const apart = (i: number) =>
    [0, 1, 2].reduce((sum, c) => {
      const at = c * 64 * 48 + i;
      return sum + scene.data[at]! - reflection.data[at]!;
    }, 0);
  const bright = strokes(64, 48, (x, y) => apart(y * 64 + x) > 0.3);
  const none = strokes(64, 48, () => false);
  assert.ok(bright.data.includes(1));
  const same = await split(PHOTO, { recipe, hint: { first: bright, second: none } });
  const exchanged = await split(PHOTO, { recipe, hint: { first: none, second: bright } });
  assert.deepEqual(same.layers, [scene, reflection]);
  assert.deepEqual(exchanged.layers, [reflection, scene]);
  assert.deepEqual(exchanged.mask, map(mask, (v) => 1 - v));
  assertLayers(exchanged, [64, 48]);
  assert.deepEqual([same, exchanged].map(({ report }) => report.settings.hint), [true, true]);
});

Deno.test("split() retouches nothing by recipes that have no strength", async () => {
  for (const other of ["dehaze", "texture", "segment"]) {
    assert.ok(!("retouched" in await split(PHOTO, { recipe: other })), other);
  }
});
