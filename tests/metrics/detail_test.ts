import assert from "node:assert/strict";
import { detail } from "../../src/metrics/detail.ts";
import { siSdr } from "../../src/metrics/si_sdr.ts";
import { map, near, noise, picture } from "./pictures.ts";

const fine = (frequency: number) =>
  picture(128, 96, (x, y) => 0.2 * Math.cos(frequency * x) * Math.cos(1.3 * y));

Deno.test("detail() is Infinity between equal pictures", () => {
  assert.equal(detail(noise(32, 24, 1), noise(32, 24, 1)), Infinity);
});

Deno.test("detail() does not see slow changes that siSdr() does", () => {
  const truth = fine(1);
  const tinted = map(truth, (v, i) => v + 0.5 * Math.cos(Math.PI * (i % 128 + 0.5) / 128));
  assert.ok(siSdr(tinted, truth) < 0);
  assert.ok(detail(tinted, truth) > 30);
});

Deno.test("detail() sees the fine changes: foreign texture of a tenth of the contrast is 20 dB", () => {
  const [truth, other] = [fine(1), fine(1.6)];
  const estimate = map(truth, (v, i) => v + 0.1 * (other.data[i] as number));
  assert.ok(near(detail(estimate, truth), 20, 0.3), `${detail(estimate, truth)}`);
});

Deno.test("detail() means the same at every size", () => {
  // The same two wave patterns at 64 and at 128 pixels; the finer one is detail, the other is not.
  const waves = (side: number, share: number) =>
    picture(side, side, (x, y) => {
      const [u, v] = [(x + 0.5) / side, (y + 0.5) / side];
      return Math.cos(Math.PI * 20 * u) * Math.cos(Math.PI * 16 * v) +
        share * (Math.cos(Math.PI * 6 * u) + 0.2 * Math.cos(Math.PI * 26 * v));
    });
  const [small, large] = [64, 128].map((side) => detail(waves(side, 1), waves(side, 0)));
  assert.ok(near(small as number, large as number, 0.1), `${small} and ${large}`);
});
