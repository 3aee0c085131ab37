import assert from "node:assert/strict";
import type { Picture } from "../../src/image/picture.ts";
import { ssim } from "../../src/metrics/ssim.ts";
import { map, near, noise, picture } from "./pictures.ts";

const [C1, C2] = [0.01 ** 2, 0.03 ** 2];

/** The published formula, window by window with 121 weights, with no shortcut. */
function literalSsim(a: Picture, b: Picture): number {
  const weights = Array.from({ length: 121 }, (_, k) => {
    const [x, y] = [k % 11 - 5, Math.floor(k / 11) - 5];
    return Math.exp(-(x * x + y * y) / (2 * 1.5 ** 2));
  });
  const whole = weights.reduce((p, q) => p + q);
  let [sum, windows] = [0, 0];
  for (let c = 0; c < a.channels; c++) {
    for (let y = 0; y + 11 <= a.height; y++) {
      for (let x = 0; x + 11 <= a.width; x++) {
        const mean = (value: (i: number) => number) =>
          weights.reduce((total, weight, k) => {
            const row = c * a.height + y + Math.floor(k / 11);
            return total + weight / whole * value(row * a.width + x + k % 11);
          }, 0);
        const [p, q] = [(i: number) => a.data[i] as number, (i: number) => b.data[i] as number];
        const [mp, mq] = [mean(p), mean(q)];
        const variances = mean((i) => (p(i) - mp) ** 2) + mean((i) => (q(i) - mq) ** 2);
        const covariance = mean((i) => (p(i) - mp) * (q(i) - mq));
        sum += (2 * mp * mq + C1) * (2 * covariance + C2) /
          ((mp * mp + mq * mq + C1) * (variances + C2));
        windows++;
      }
    }
  }
  return sum / windows;
}

Deno.test("ssim() is 1 between equal pictures", () => {
  assert.ok(near(ssim(noise(20, 16, 1), noise(20, 16, 1)), 1, 1e-12));
});

Deno.test("ssim() of two flat pictures compares their brightness alone", () => {
  const [a, b] = [picture(16, 16, () => 0.25), picture(16, 16, () => 0.5)];
  assert.ok(near(ssim(a, b), (2 * 0.125 + C1) / (0.0625 + 0.25 + C1), 1e-6));
});

Deno.test("ssim() is what the published formula gives, window by window", () => {
  const a = picture(19, 14, (x, y, c) => 0.5 + 0.4 * Math.sin(x + c) * Math.cos(y / 2));
  for (const b of [noise(19, 14, 2), map(a, (v) => 0.8 * v), map(a, (v) => 1 - v)]) {
    assert.ok(near(ssim(a, b), literalSsim(a, b), 1e-5));
  }
});

Deno.test("ssim() does not care which picture is first", () => {
  const [a, b] = [noise(20, 16, 3), noise(20, 16, 4)];
  assert.ok(near(ssim(a, b), ssim(b, a), 1e-12));
});

Deno.test("ssim() refuses different sizes and pictures smaller than its window", () => {
  assert.throws(() => ssim(noise(16, 12, 1), noise(12, 16, 1)), RangeError);
  assert.throws(() => ssim(noise(16, 10, 1), noise(16, 10, 2)), RangeError);
  assert.ok(ssim(noise(11, 11, 1), noise(11, 11, 2)) < 1);
});
