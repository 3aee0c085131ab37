import assert from "node:assert/strict";
import { deviation } from "../../src/metrics/deviation.ts";
import { map, near, noise, picture, rows } from "./pictures.ts";

Deno.test("deviation() is the root of the mean square about the mean", () => {
  // About the mean 0.4: -0.3, -0.1, 0.1, 0.3, of mean square 0.05.
  assert.ok(near(deviation(rows([0.1, 0.3], [0.5, 0.7])), Math.sqrt(0.05), 1e-7));
});

Deno.test("deviation() is of all channels together", () => {
  assert.ok(near(deviation(picture(3, 5, (_x, _y, c) => [0, 0.5, 1][c]!)), Math.sqrt(1 / 6), 1e-7));
});

Deno.test("deviation() grows with contrast, not with brightness, and is 0 of a flat picture", () => {
  const photo = noise(24, 16, 1);
  const found = deviation(photo);
  assert.ok(near(deviation(map(photo, (v) => 0.3 + v / 4)), found / 4, 1e-6));
  // Of a uniform distribution: 1 / sqrt(12).
  assert.ok(near(found, 1 / Math.sqrt(12), 0.02));
  assert.equal(deviation(picture(8, 8, () => 0.25)), 0);
});
