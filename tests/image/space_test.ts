import assert from "node:assert/strict";
import { fromSpace, SPACES, toSpace } from "../../src/image/space.ts";
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

Deno.test("toSpace() and fromSpace() leave the picture as it is", () => {
  const before = PHOTO.data.slice();
  toSpace(PHOTO, "linear");
  fromSpace(PHOTO, "linear");
  assert.deepEqual(PHOTO.data, before);
});
