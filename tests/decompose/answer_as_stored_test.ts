import assert from "node:assert/strict";
import { answerAsStored } from "../../src/decompose/answer_as_stored.ts";
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

Deno.test("answerAsStored() of stored values changes nothing", () => {
  assert.deepEqual(answerAsStored(answer(), STORED), answer());
});

Deno.test("answerAsStored() of light stores half the light as 0.73536, and leaves shares alone", () => {
  const [half, none] = [picture(3, 2, () => 0.5), picture(3, 2, () => 0)];
  const { layers, mask } = answerAsStored(answer(half, none), LIGHT);
  assert.ok(layers[0].data.every((v) => near(v, 0.73536, 1e-5)));
  assert.deepEqual(layers[1], none);
  assert.deepEqual(mask, evenMask(half, 0.25));
  // An eighth of the light: 1.055 * 0.125^(1 / 2.4) - 0.055.
  assert.ok(mixByMask(layers, mask, LIGHT).data.every((v) => near(v, 0.38857, 1e-5)));
});

Deno.test("answerAsStored() of light has layers that mix in light to what was mixed before", () => {
  const given = answer();
  const before = structuredClone(given);
  const { layers: [a, b] } = answerAsStored(given, LIGHT);
  const expected = fromSpace(mixByMask(given.layers, given.mask), "linear");
  mixPictures(a, b, 0.25, "linear").data.forEach((v, i) =>
    assert.ok(near(v, expected.data[i] as number, 1e-6))
  );
  assert.deepEqual(given, before);
});

Deno.test("answerAsStored() of a grey photo is grey, and still adds up to it", () => {
  const photo = picture(9, 7, (i) => 0.3 + 0.005 * (i % 63));
  const change = noise(9, 7, 3).data;
  const apart = (side: number) => ({
    ...photo,
    data: photo.data.map((v, i) => v + side * 0.2 * (change[i] as number)),
  });
  const given = { layers: [apart(1), apart(-1)] as const, mask: evenMask(photo, 0.5) };
  for (const values of [STORED, LIGHT]) {
    const { layers: [a, b] } = answerAsStored(
      given,
      { ...values, grey: true },
    );
    const stored = fromSpace(photo, values.space);
    mixPictures(a, b, 0.5, values.space).data.forEach((v, i) => {
      assert.ok(near(v, stored.data[i] as number, 1e-6));
      assert.equal(a.data[i], a.data[i % 63]);
    });
  }
});
