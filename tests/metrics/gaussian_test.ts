import assert from "node:assert/strict";
import { blur } from "../../src/metrics/gaussian.ts";
import { near, picture, rows } from "./pictures.ts";

Deno.test("blur() keeps a flat picture exactly", () => {
  const flat = picture(9, 5, (_x, _y, c) => 0.1 + 0.3 * c);
  assert.deepEqual(blur(flat, 2.5), flat);
});

Deno.test("blur() spreads a point as a Gaussian, the same along both axes", () => {
  const point = picture(17, 17, (x, y) => x === 8 && y === 8 ? 1 : 0);
  const { data } = blur(point, 1.5, 8);
  const at = (x: number, y: number) => data[(17 + y) * 17 + x] as number;
  assert.ok(near(at(8, 8), 1 / (2 * Math.PI * 1.5 ** 2), 1e-6));
  assert.ok(near(at(10, 9) / at(8, 8), Math.exp(-5 / 4.5), 1e-6));
  assert.equal(at(10, 9), at(9, 10));
});

Deno.test("blur() mirrors beyond the border, worked out by hand", () => {
  // Radius 1: weights e, 1, e over 1 + 2 e. The pixel to the left of the first is the second.
  const e = Math.exp(-0.5);
  const { data } = blur(rows([0, 1, 5]), 1, 1);
  const expected = [2 * e, 1 + 5 * e, 5 + 2 * e].map((v) => v / (1 + 2 * e));
  data.forEach((v, i) => assert.ok(near(v, expected[i] as number, 1e-6)));
});
