import assert from "node:assert/strict";
import { layerPaths } from "../../fixtures/fixtures.ts";
import { type Picture, split, UserError } from "../../mod.ts";
import { clipPicture } from "../../src/image/clip_picture.ts";
import { encodePng } from "../../src/image/encode_png.ts";
import { mixPictures } from "../../src/image/mix.ts";
import { readPicture } from "../../src/image/read_picture.ts";
import { resizePicture } from "../../src/image/resize_picture.ts";
import { pairedPsnr } from "../../src/metrics/pairing.ts";
import { psnr } from "../../src/metrics/psnr.ts";
import { strokes } from "../image/strokes.ts";
import { map, near, noise } from "../metrics/pictures.ts";
import { assertLayers } from "./split_cases.ts";

const SIDE = 96;
const [A, B] = await Promise.all(
  layerPaths("dog-books").map(async (path) =>
    clipPicture(await resizePicture(await readPicture(path), { width: SIDE, height: SIDE }))
  ),
) as [Picture, Picture];
const mix = (share: number, space: "srgb" | "linear" = "srgb") => mixPictures(A, B, share, space);

Deno.test("split() of two photos finds both layers and their proportions", async () => {
  const photos = [mix(0.7), mix(0.3)] as const;
  const result = await split(photos);
  assertLayers(result, [SIDE, SIDE]);
  const { report, layers, mask } = result;
  assert.deepEqual([report.settings.recipe, report.settings.method], ["proportions", "direct"]);
  assert.equal(report.photo.count, 2);
  const [first, second] = report.found.proportions as readonly [number, number];
  assert.ok(near(first, 0.7, 0.03) && near(second, 0.3, 0.03), `${[first, second]}`);
  assert.ok(mask.data.every((v) => near(v, first, 1e-6)));
  assert.ok(psnr(layers[0], A) > 30 && psnr(layers[1], B) > 30);
  assert.equal(report.verdict.words, "separated");
  assert.deepEqual(result.more, []);
});

Deno.test("split() of two photos as bytes and as pixels of 8 bits is the same", async () => {
  const photos = [mix(0.7), mix(0.3)].map((photo) => map(photo, (v) => Math.round(255 * v) / 255));
  const files = await Promise.all(photos.map((photo) => encodePng(photo)));
  const [pixels, bytes] = [await split(photos), await split(files)];
  assert.deepEqual(bytes.layers, pixels.layers);
});

Deno.test("split() of two photos puts the layers, and what it says of them, in the order of a hint", async () => {
  const photos = [mix(0.7), mix(0.3)];
  const { layers: [first, second], report } = await split(photos);
  const bright = strokes(SIDE, SIDE, (x, y) => {
    const pixel = y * SIDE + x;
    return [0, 1, 2].every((c) =>
      A.data[c * SIDE ** 2 + pixel]! > 0.2 + B.data[c * SIDE ** 2 + pixel]!
    );
  });
  const none = strokes(SIDE, SIDE, () => false);
  assert.ok(bright.data.includes(1));
  const same = await split(photos, { hint: { first: bright, second: none } });
  assert.deepEqual([...same.layers], [first, second]);
  assert.deepEqual(same.report.found, report.found);
  const exchanged = await split(photos, { hint: { first: none, second: bright } });
  assertLayers(exchanged, [SIDE, SIDE]);
  assert.deepEqual([...exchanged.layers], [second, first]);
  const shares = report.found.proportions as readonly number[];
  assert.deepEqual(exchanged.report.found.proportions, shares.map((share) => 1 - share));
  const [share = NaN] = exchanged.report.found.proportions as readonly number[];
  assert.ok(exchanged.mask.data.every((v) => near(v, share, 1e-6)));
});

Deno.test("split() of photos that add up as light finds them in light, and not as they are stored", async () => {
  const photos = [mix(0.7, "linear"), mix(0.3, "linear")];
  const linear = await split(photos, { space: "linear" });
  const stored = await split(photos, { space: "srgb" });
  const [first, second] = linear.report.found.proportions as readonly [number, number];
  assert.ok(near(first, 0.7, 0.03) && near(second, 0.3, 0.03), `${[first, second]}`);
  const [one, other] = [pairedPsnr(linear.layers, [A, B]), pairedPsnr(stored.layers, [A, B])];
  assert.ok(one > 30 && one > other + 5, `${one} and ${other} dB`);
  assert.deepEqual(
    [linear, stored].map(({ report }) => report.settings.space),
    ["linear", "srgb"],
  );
});

Deno.test("split() refuses photos that are no two mixtures of the same, as mistakes of the user", async () => {
  const photo = mix(0.7);
  for (
    const [photos, expected] of [
      [[], /no photo: give at least one/],
      [Array(17).fill(photo), /takes 2 to 16 photos, but was given 17/],
      [[photo, photo], /not in how two layers are mixed/],
      [[photo, noise(20, 16, 1)], /different sizes, 96x96 and 20x16/],
      [[photo, map(photo, () => 0.5)], /Photo 2 of 2 is blank/],
      [[photo, "nowhere.png"], /Cannot read nowhere\.png/],
    ] as const
  ) {
    await assert.rejects(split(photos), (error) => {
      assert.ok(error instanceof UserError, `${error}`);
      assert.match(error.message, expected);
      return true;
    });
  }
});
