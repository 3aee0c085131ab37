import assert from "node:assert/strict";
import { layerPaths } from "../../fixtures/fixtures.ts";
import { type Picture, split } from "../../mod.ts";
import { clipPicture } from "../../src/image/clip_picture.ts";
import { mixByMask } from "../../src/image/mix_by_mask.ts";
import { mixPictures } from "../../src/image/mix.ts";
import { readPicture } from "../../src/image/read_picture.ts";
import { resizePicture } from "../../src/image/resize_picture.ts";
import { fromSpace, toSpace } from "../../src/image/space.ts";
import { near } from "../metrics/pictures.ts";
import { SHORT } from "./split_cases.ts";

const [A, B] = await Promise.all(
  layerPaths("coffee-boats").map(async (path) =>
    clipPicture(await resizePicture(await readPicture(path), { width: 56, height: 48 }))
  ),
) as [Picture, Picture];
const PHOTO = mixPictures(A, B, 0.5, "linear");

/** Checks that pictures are the same, as near as floats tell light in the shadows. */
function assertNear(found: Picture, expected: Picture): void {
  assert.deepEqual([found.width, found.height], [expected.width, expected.height]);
  found.data.forEach((v, i) => assert.ok(near(v, expected.data[i]!, 1e-4), `${v}`));
}

for (
  const [how, options] of [
    ["the trained network alone", { method: "unet" }],
    ["a fit from the trained network", SHORT],
    ["a fit from nothing", { ...SHORT, init: "none" }],
  ] as const
) {
  Deno.test(`split() in linear light by ${how} has layers whose light adds up to the photo's`, async () => {
    const { layers, mask, reconstruction, report } = await split(PHOTO, {
      ...options,
      space: "linear",
    });
    const [a, b] = layers.map((layer) => toSpace(layer, "linear")) as [Picture, Picture];
    for (const { data } of layers) assert.ok(data.every((v) => v >= 0 && v <= 1));
    const sum = fromSpace(mixByMask([a, b], mask), "linear");
    assertNear(sum, PHOTO);
    assertNear(sum, reconstruction);
    assert.equal(report.settings.space, "linear");
    assert.ok(report.reproduction.maxError < 1e-4);
  });
}

Deno.test("split() in linear light finds other layers than as values are stored", async () => {
  const linear = await split(PHOTO, { method: "unet", space: "linear" });
  const stored = await split(PHOTO, { method: "unet" });
  assert.notDeepEqual(linear.layers, stored.layers);
  assert.equal(stored.report.settings.space, "srgb");
});

Deno.test("split() in linear light shows its layers in sRGB on the way, too", async () => {
  let seen = 0;
  await split(PHOTO, {
    ...SHORT,
    space: "linear",
    onProgress: async ({ preview }) => {
      assertNear((await preview()).reconstruction, PHOTO);
      seen++;
    },
  });
  assert.equal(seen, SHORT.steps);
});
