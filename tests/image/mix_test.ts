import assert from "node:assert/strict";
import { mixPictures } from "../../src/image/mix.ts";
import { near, noise, rows } from "../metrics/pictures.ts";

const [a, b] = [noise(12, 8, 1), noise(12, 8, 2)];

Deno.test("mixPictures() adds stored values in shares of alpha and 1 - alpha", () => {
  const { data } = mixPictures(rows([0, 1, 0.5]), rows([1, 0.5, 0.5]), 0.25);
  assert.deepEqual([...data], [0.75, 0.625, 0.5]);
});

Deno.test("mixPictures() adds light where asked to, worked out by hand", () => {
  // Half the light of white is 1.055 * 0.5^(1 / 2.4) - 0.055 = 0.73536 as it is stored, a quarter
  // 0.53710; 188 and 137 of 255. Below 0.04045 stored values are proportional to light.
  const first = rows([1, 1, 0.02]);
  const second = rows([0, 0, 0.04]);
  const half = mixPictures(first, second, 0.5, "linear").data;
  [0.73536, 0.73536, 0.03].forEach((v, i) => assert.ok(near(half[i] as number, v, 1e-5)));
  const quarter = mixPictures(first, second, 0.25, "linear").data;
  [0.5371, 0.5371, 0.035].forEach((v, i) => assert.ok(near(quarter[i] as number, v, 1e-5)));
});

for (const space of ["srgb", "linear"] as const) {
  Deno.test(`mixPictures() in ${space}: shares of 1 and 0 give the one and the other`, () => {
    for (const [alpha, { data }] of [[1, a], [0, b]] as const) {
      mixPictures(a, b, alpha, space).data.forEach((v, i) =>
        assert.ok(near(v, data[i] as number, 1e-6))
      );
    }
  });

  Deno.test(`mixPictures() in ${space}: a picture mixed with itself is itself`, () => {
    mixPictures(a, a, 0.3, space).data.forEach((v, i) =>
      assert.ok(near(v, a.data[i] as number, 1e-6))
    );
  });

  Deno.test(`mixPictures() in ${space}: layers change places with their shares`, () => {
    const swapped = mixPictures(b, a, 0.7, space).data;
    mixPictures(a, b, 0.3, space).data.forEach((v, i) =>
      assert.ok(near(v, swapped[i] as number, 1e-6))
    );
  });
}

Deno.test("mixPictures() leaves its pictures as they are", () => {
  const copy = a.data.slice();
  mixPictures(a, b, 0.5);
  assert.deepEqual(a.data, copy);
});

Deno.test("mixPictures() refuses layers of different sizes", () => {
  assert.throws(() => mixPictures(noise(12, 8, 1), noise(8, 12, 1), 0.5), {
    name: "RangeError",
    message: "Cannot mix layers of different sizes: 12x8 and 8x12",
  });
  assert.throws(() => mixPictures(rows([1]), noise(1, 1, 1), 0.5), RangeError);
});
