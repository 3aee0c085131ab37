import assert from "node:assert/strict";
import { siSdr } from "../../src/metrics/si_sdr.ts";
import { map, near, noise, picture, rows } from "./pictures.ts";

Deno.test("siSdr() is Infinity between equal pictures", () => {
  assert.equal(siSdr(noise(16, 12, 1), noise(16, 12, 1)), Infinity);
});

Deno.test("siSdr() is the ratio of energies, worked out by hand", () => {
  // The truth t and the distortion d are orthogonal, with energies 4 and 4 * 0.1^2: 20 dB.
  const truth = rows([1, -1], [1, -1]);
  assert.ok(near(siSdr(rows([1.1, -0.9], [0.9, -1.1]), truth), 20, 1e-5));
});

Deno.test("siSdr() looks at neither brightness nor contrast, the brightness of each channel", () => {
  const [truth, other] = [noise(16, 12, 1), noise(16, 12, 2)];
  const estimate = map(truth, (v, i) => v + 0.3 * (other.data[i] as number));
  const value = siSdr(estimate, truth);
  assert.ok(value > 5 && value < 20);
  assert.ok(near(siSdr(map(estimate, (v) => 0.4 * v), truth), value, 1e-4));
  const tinted = map(estimate, (v, i) => v + ([0.1, -0.2, 0.5][Math.floor(i / 192)] as number));
  assert.ok(near(siSdr(tinted, truth), value, 1e-4));
});

Deno.test("siSdr() is -Infinity for a flat estimate, and for one that has nothing in common", () => {
  const truth = rows([1, -1], [1, -1]);
  assert.equal(siSdr(rows([0.3, 0.3], [0.3, 0.3]), truth), -Infinity);
  assert.equal(siSdr(rows([1, 1], [-1, -1]), truth), -Infinity);
});

Deno.test("siSdr() refuses a flat truth, and different sizes", () => {
  const flat = picture(16, 12, (_x, _y, c) => 0.1 + 0.3 * c);
  assert.throws(() => siSdr(noise(16, 12, 1), flat), RangeError);
  assert.throws(() => siSdr(noise(16, 12, 1), noise(12, 16, 1)), RangeError);
});
