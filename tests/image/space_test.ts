import assert from "node:assert/strict";
import { fromSpace, SPACES, toSpace } from "../../src/image/space.ts";
import { SRGB_CURVE } from "../../src/image/tone_curve.ts";
import { near, noise, rows } from "../metrics/pictures.ts";

const PHOTO = noise(16, 12, 1);

Deno.test("toSpace() and fromSpace() of srgb change nothing", () => {
  assert.equal(toSpace(PHOTO, "srgb"), PHOTO);
  assert.equal(fromSpace(PHOTO, "srgb"), PHOTO);
});

Deno.test("toSpace() linear is the light of IEC 61966-2-1", () => {
  // Up to 0.04045 a 12.92th; half is ((0.5 + 0.055) / 1.055)^2.4 = 0.21404, and 188 of 255 half the light.
  const { data } = toSpace(rows([0, 0.04, 0.5, 188 / 255, 1]), "linear");
  const expected = [0, 0.04 / 12.92, 0.21404, 0.50289, 1];
  expected.forEach((light, i) => assert.ok(near(data[i] as number, light, 1e-5), `${data[i]}`));
});

for (const space of SPACES) {
  Deno.test(`fromSpace() is the inverse of toSpace() in ${space}, in both directions`, () => {
    const there = fromSpace(toSpace(PHOTO, space), space).data;
    const back = toSpace(fromSpace(PHOTO, space), space).data;
    PHOTO.data.forEach((v, i) => {
      assert.ok(near(there[i] as number, v, 1e-6));
      assert.ok(near(back[i] as number, v, 1e-6));
    });
  });

  Deno.test(`toSpace() and fromSpace() in ${space} keep to [0, 1], and the order of values`, () => {
    const levels = rows(Array.from({ length: 256 }, (_, i) => i / 255));
    for (const { data } of [toSpace(levels, space), fromSpace(levels, space)]) {
      assert.ok(near(data[0] as number, 0, 0) && near(data[255] as number, 1, 1e-6));
      data.forEach((v, i) => assert.ok(i === 0 || v > (data[i - 1] as number)));
      assert.ok(data.every((v) => v >= 0 && v <= 1));
    }
  });
}

Deno.test("fromSpace() restores what toSpace() took, in every value of 8 and 16 bits, by a curve for each channel", () => {
  const power = (g: number) => ({
    decode: (v: number) => v ** g,
    encode: (v: number) => v ** (1 / g),
  });
  const curves = [SRGB_CURVE, power(2.2), power(1.8)];
  for (const white of [255, 65535]) {
    const levels = Float32Array.from(
      { length: 3 * (white + 1) },
      (_, i) => i % (white + 1) / white,
    );
    const photo = { data: levels, channels: 3, height: 1, width: white + 1 };
    const light = toSpace(photo, "linear", curves);
    const second = light.data[white + 1 + Math.round(white / 5)] as number;
    assert.ok(near(second, 0.2 ** 2.2, 1e-5));
    fromSpace(light, "linear", curves).data.forEach((v, i) =>
      assert.equal(Math.round(v * white), i % (white + 1))
    );
  }
});

Deno.test("toSpace() and fromSpace() leave the picture as it is", () => {
  const before = PHOTO.data.slice();
  toSpace(PHOTO, "linear");
  fromSpace(PHOTO, "linear");
  assert.deepEqual(PHOTO.data, before);
});
