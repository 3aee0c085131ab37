import assert from "node:assert/strict";
import { type Augmentation, drawView } from "../../../src/learn/training/augment.ts";
import type { StoredPhoto } from "../../../src/learn/training/photo_store.ts";
import { Random } from "../../../src/random.ts";
import { noise, picture } from "../../metrics/pictures.ts";
import { flat, stored } from "../tiny_networks.ts";

const PLAIN: Augmentation = { crop: 1, gamma: 1, tint: 0 };

/** Views of a photo by consecutive seeds. */
function views(photo: StoredPhoto, size: number, augmentation: Augmentation, count = 200) {
  return Array.from({ length: count }, (_, seed) => {
    const view = new Float32Array(3 * size * size).fill(NaN);
    drawView(photo, size, new Random(seed), augmentation, view);
    return view;
  });
}

/** The least and the most of some values. */
function span(values: readonly number[]) {
  return [Math.min(...values), Math.max(...values)] as const;
}

Deno.test("drawView() without variation is the photo or its mirror image, each half of the time", () => {
  const photo = stored(noise(8, 8, 1));
  const value = (x: number, y: number, c: number) =>
    (photo.data[(y * 8 + x) * 3 + c] as number) / 255;
  const [upright, mirrored] = [picture(8, 8, value), picture(8, 8, (x, y, c) => value(7 - x, y, c))]
    .map(({ data }) => data.join());
  const drawn = views(photo, 8, PLAIN).map((view) => view.join());
  assert.deepEqual(new Set(drawn), new Set([upright, mirrored]));
  const share = drawn.filter((view) => view === upright).length / drawn.length;
  assert.ok(share > 0.35 && share < 0.65, `${share}`);
});

Deno.test("drawView() crops squares between the least and the whole, from all over the photo", () => {
  // The red of a pixel is its column and the green its row: a view tells where it is from.
  const photo = stored(picture(200, 100, (x, y, c) => [x, y, 0][c] as number / 255));
  const crops = views(photo, 10, { ...PLAIN, crop: 0.4 }).map((view) => {
    const [x0 = NaN, x1 = NaN] = [view[0], view[9]].map((v) => 255 * (v as number));
    const [y0 = NaN, y1 = NaN] = [view[100], view[190]].map((v) => 255 * (v as number));
    const [width, height] = [Math.abs(x1 - x0) * 10 / 9, (y1 - y0) * 10 / 9];
    assert.ok(Math.abs(width - height) < 0.01, `${width} x ${height}`);
    return { side: width, left: Math.min(x0, x1) + 0.5 - width / 20, top: y0 + 0.5 - height / 20 };
  });
  const [least, most] = span(crops.map(({ side }) => side));
  assert.ok(least > 39.9 && least < 43 && most > 97 && most < 100.1, `${least} to ${most}`);
  for (const { side, left, top } of crops) {
    assert.ok(left > -0.1 && left + side < 200.1 && top > -0.1 && top + side < 100.1);
  }
  const [first, last] = span(crops.map(({ side, left }) => left / (200 - side)));
  assert.ok(first < 0.05 && last > 0.95, `${first} to ${last}`);
});

Deno.test("drawView() raises values to a power between 1/gamma and gamma, as often up as down", () => {
  const exponents = views(flat(128), 4, { ...PLAIN, gamma: 1.5 }).map((view) => {
    assert.equal(new Set(view).size, 1);
    return Math.log(view[0] as number) / Math.log(128 / 255);
  });
  const [least, most] = span(exponents);
  assert.ok(least > 1 / 1.5 - 1e-5 && least < 0.69 && most > 1.45 && most < 1.5 + 1e-5);
  const up = exponents.filter((exponent) => exponent < 1).length / exponents.length;
  assert.ok(up > 0.35 && up < 0.65, `${up}`);
});

Deno.test("drawView() multiplies each colour by a factor of its own, and stays within [0, 1]", () => {
  const gains = views(flat(51), 4, { ...PLAIN, tint: 0.2 }).map((view) =>
    [0, 16, 32].map((at) => (view[at] as number) / 0.2)
  );
  const [least, most] = span(gains.flat());
  assert.ok(least > 0.8 - 1e-5 && least < 0.82 && most > 1.18 && most < 1.2 + 1e-5);
  assert.ok(gains.every((colours) => new Set(colours).size === 3));
  const bright = views(flat(250), 4, { ...PLAIN, tint: 0.2 }).flatMap((view) => [...view]);
  assert.equal(Math.max(...bright), 1);
});
