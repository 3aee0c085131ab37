import assert from "node:assert/strict";
import { psnr } from "../../src/metrics/psnr.ts";
import { map, near, noise, rows } from "./pictures.ts";

Deno.test("psnr() is Infinity between equal pictures", () => {
  assert.equal(psnr(noise(16, 12, 1), noise(16, 12, 1)), Infinity);
});

Deno.test("psnr() is 20 dB where every value is off by a tenth of the range", () => {
  const a = noise(16, 12, 1);
  assert.ok(near(psnr(a, map(a, (v, i) => v + (i % 2 ? 0.1 : -0.1))), 20, 1e-5));
});

Deno.test("psnr() is of the mean square over all values, worked out by hand", () => {
  // Differences 0, 0, 0 and 0.5: a mean square of 1/16.
  const value = psnr(rows([0, 0.25], [0.5, 1]), rows([0, 0.25], [0.5, 0.5]));
  assert.ok(near(value, 10 * Math.log10(16), 1e-9));
});

Deno.test("psnr() refuses pictures of different sizes", () => {
  assert.throws(() => psnr(noise(16, 12, 1), noise(12, 16, 1)), {
    name: "RangeError",
    message: "Cannot compare pictures of different sizes: 3x12x16 and 3x16x12",
  });
});
