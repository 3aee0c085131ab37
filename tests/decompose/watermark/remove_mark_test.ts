import assert from "node:assert/strict";
import { layerPaths } from "../../../fixtures/fixtures.ts";
import { removeMark } from "../../../src/decompose/watermark/remove_mark.ts";
import { UserError } from "../../../src/errors.ts";
import type { Picture } from "../../../src/image/picture.ts";
import { readPicture } from "../../../src/image/read_picture.ts";
import { resizePicture } from "../../../src/image/resize_picture.ts";
import { clipPicture } from "../../../src/image/clip_picture.ts";
import { map, near, picture } from "../../metrics/pictures.ts";
import { around, logoParts, putMark, word } from "./marks.ts";

/** The first layer of a fixture, `side` pixels wide and high. */
async function photo(name: string, side: number): Promise<Picture> {
  const layer = await readPicture(layerPaths(name)[0]);
  return clipPicture(await resizePicture(layer, { width: side, height: side }));
}

/** PSNR of the pixels that a mark covers. */
function inside(a: Picture, b: Picture, { data: share }: Picture): number {
  const errors = Array.from(a.data, (v, i) => (v - (b.data[i] as number)) ** 2)
    .filter((_, i) => (share[i % share.length] as number) < 1);
  return -10 * Math.log10(errors.reduce((sum, v) => sum + v, 0) / errors.length);
}

Deno.test("removeMark() takes a white word off a photo, and changes nothing beyond the hint", async () => {
  const clean = await photo("parrot-tulips", 128);
  const shape = await word(128, 128, 0.3);
  const marked = putMark(clean, [{ shape, opacity: 0.45, colour: [1, 1, 1] }]);
  const hint = around(marked.share, 3);
  const answer = removeMark([marked.photo], hint);
  const [restored] = answer.clean as [Picture];

  assert.ok(inside(marked.photo, clean, marked.share) < 15);
  assert.ok(inside(restored, clean, marked.share) > 30);
  const [ink] = answer.found;
  assert.ok(near(ink?.opacity as number, 0.45, 0.02));
  assert.ok(ink?.colour.every((v) => near(v, 1, 0.03)));
  const pixels = 128 ** 2;
  restored.data.forEach((v, i) => {
    const share = answer.share.data[i % pixels] as number;
    if (!hint.data[i % pixels]) assert.equal(v, marked.photo.data[i]);
    const again = share * v + (1 - share) * (answer.mark.data[i] as number);
    assert.ok(near(again, marked.photo.data[i] as number, 1e-5));
    assert.ok(v >= 0 && v <= 1);
  });
});

Deno.test("removeMark() finds a mark without a hint by what several photos share", async () => {
  const clean = await Promise.all([
    photo("parrot-tulips", 80),
    photo("astronaut-blossom", 80),
    photo("balloon-coast", 80),
  ]);
  const [ring] = await logoParts(80, 80) as [Picture];
  const mark = [{ shape: ring, opacity: 0.5, colour: [0.1, 0.3, 0.9] }];
  const marked = clean.map((layer) => putMark(layer, mark));
  const answer = removeMark(marked.map(({ photo }) => photo));
  assert.equal(answer.found.length, 1);
  answer.clean.forEach((restored, i) =>
    assert.ok(inside(restored, clean[i] as Picture, marked[0]!.share) > 32)
  );
});

Deno.test("removeMark() fills in what a mark covers wholly, and says that it is opaque", () => {
  const clean = picture(64, 48, (x, y, c) => 0.2 + (x + y) / 400 + 0.1 * c);
  const bar = picture(64, 48, (x, y) => x >= 20 && x < 44 && y >= 20 && y < 28 ? 1 : 0);
  const hint = { ...bar, channels: 1, data: bar.data.slice(0, 64 * 48) };
  const photo = map(clean, (v, i) => (bar.data[i] as number) ? 0.9 : v);
  const answer = removeMark([photo], around(map(hint, (v) => 1 - v), 2));
  assert.equal(answer.found[0]?.opacity, 1);
  assert.ok(answer.clean[0]?.data.every((v, i) => near(v, clean.data[i] as number, 0.01)));
});

Deno.test("removeMark() says what it cannot do", () => {
  const flat = picture(32, 32, () => 0.5);
  const hint = (value: number, width = 32) => ({
    data: new Float32Array(width * 32).fill(value),
    channels: 1,
    height: 32,
    width,
  });
  const somewhere = { ...hint(0), data: hint(0).data.fill(1, 300, 500) };
  const refusal = (message: RegExp, photos: readonly Picture[], where?: Picture) =>
    assert.throws(() => removeMark(photos, where), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, message);
      return true;
    });
  refusal(/no photo/, []);
  refusal(/hint is empty/, [flat], hint(0));
  refusal(/covers the whole photo/, [flat], hint(1));
  refusal(/hint is 16x32 pixels, the photo 32x32/, [flat], hint(1, 16));
  refusal(/No mark was found/, [flat], somewhere);
  refusal(/3 photos or more/, [flat, flat]);
  refusal(/not of one size/, [flat, picture(16, 32, () => 0)]);
});
