import assert from "node:assert/strict";
import { answerInSrgb } from "../../src/decompose/answer_in_srgb.ts";
import { evenMask } from "../../src/image/even_mask.ts";
import { mixByMask } from "../../src/image/mix_by_mask.ts";
import { mixPictures } from "../../src/image/mix.ts";
import { near, noise, picture } from "../metrics/pictures.ts";

/** Layers and what they add up to. */
function answer(a = noise(9, 7, 1), b = noise(9, 7, 2)) {
  const mask = evenMask(a, 0.25);
  return { layers: [a, b] as const, mask, reconstruction: mixByMask([a, b], mask) };
}

Deno.test("answerInSrgb() of sRGB changes nothing", () => {
  assert.deepEqual(answerInSrgb(answer(), "srgb"), answer());
});

Deno.test("answerInSrgb() of light stores half the light as 0.73536, and leaves shares alone", () => {
  const [half, none] = [picture(3, 2, () => 0.5), picture(3, 2, () => 0)];
  const { layers, mask, reconstruction } = answerInSrgb(answer(half, none), "linear");
  assert.ok(layers[0].data.every((v) => near(v, 0.73536, 1e-5)));
  assert.deepEqual(layers[1], none);
  assert.deepEqual(mask, evenMask(half, 0.25));
  // An eighth of the light: 1.055 * 0.125^(1 / 2.4) - 0.055.
  assert.ok(reconstruction.data.every((v) => near(v, 0.38857, 1e-5)));
});

Deno.test("answerInSrgb() of light has layers that mix in light to their reconstruction", () => {
  const { layers: [a, b], reconstruction } = answerInSrgb(answer(), "linear");
  mixPictures(a, b, 0.25, "linear").data.forEach((v, i) =>
    assert.ok(near(v, reconstruction.data[i] as number, 1e-6))
  );
});
