import assert from "node:assert/strict";
import { storeInPlace } from "../../src/decompose/answer_as_stored.ts";
import { evenMask } from "../../src/image/even_mask.ts";
import { mixByMask } from "../../src/image/mix_by_mask.ts";
import { mixPictures } from "../../src/image/mix.ts";
import { fromSpace } from "../../src/image/space.ts";
import { near, noise, picture } from "../metrics/pictures.ts";
import { LIGHT, STORED } from "./photo_values.ts";

/** Layers and their shares. */
function answer(a = noise(9, 7, 1), b = noise(9, 7, 2)) {
  const mask = evenMask(a, 0.25);
  return { layers: [a, b] as const, mask };
}

Deno.test("storeInPlace() of stored values changes nothing", () => {
  const { layers } = answer();
  storeInPlace(layers, STORED);
  assert.deepEqual(layers, answer().layers);
});

Deno.test("storeInPlace() of light stores half the light as 0.73536, also of a layer that is both", () => {
  const [half, none] = [picture(3, 2, () => 0.5), picture(3, 2, () => 0)];
  const { layers, mask } = answer(half, none);
  storeInPlace([...layers, half], LIGHT);
  assert.ok(half.data.every((v) => near(v, 0.73536, 1e-5)));
  assert.deepEqual(none, picture(3, 2, () => 0));
  // An eighth of the light: 1.055 * 0.125^(1 / 2.4) - 0.055.
  assert.ok(mixByMask(layers, mask, LIGHT).data.every((v) => near(v, 0.38857, 1e-5)));
});

Deno.test("storeInPlace() of light has layers that mix in light to what was mixed before", () => {
  const { layers, mask } = answer();
  const expected = fromSpace(mixByMask(layers, mask), "linear");
  storeInPlace(layers, LIGHT);
  const [a, b] = layers;
  mixPictures(a, b, 0.25, "linear").data.forEach((v, i) =>
    assert.ok(near(v, expected.data[i] as number, 1e-6))
  );
});

Deno.test("storeInPlace() of a grey photo is grey, and still adds up to it", () => {
  const photo = picture(9, 7, (i) => 0.3 + 0.005 * (i % 63));
  const change = noise(9, 7, 3).data;
  const apart = (side: number) => ({
    ...photo,
    data: photo.data.map((v, i) => v + side * 0.2 * (change[i] as number)),
  });
  for (const values of [STORED, LIGHT]) {
    const [a, b] = [apart(1), apart(-1)];
    storeInPlace([a, b], { ...values, grey: true });
    const stored = fromSpace(photo, values.space);
    mixPictures(a, b, 0.5, values.space).data.forEach((v, i) => {
      assert.ok(near(v, stored.data[i] as number, 1e-6));
      assert.equal(a.data[i], a.data[i % 63]);
    });
  }
});
