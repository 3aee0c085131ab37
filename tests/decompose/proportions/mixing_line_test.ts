import assert from "node:assert/strict";
import { mixingLine } from "../../../src/decompose/proportions/mixing_line.ts";

const picture = (...values: readonly number[]) => ({
  data: Float32Array.from(values),
  channels: 1,
  height: 1,
  width: values.length,
});

Deno.test("mixingLine() finds where photos lie between the outermost two", () => {
  // Along [1, 1] from [0, 0]: at 1, 0, 4 and 2 quarters.
  const at = (v: number) => picture(v, v);
  const { places, residual, spread } = mixingLine([at(0.25), at(0), at(1), at(0.5)]);
  const up = places[1]! < places[2]! ? places : places.map((v) => 1 - v);
  up.forEach((v, i) => assert.ok(Math.abs(v - [0.25, 0, 1, 0.5][i]!) < 1e-6));
  assert.ok(residual < 1e-6);
  // Mean of squares 21/64 less the square of the mean, 49/256, is 35/256.
  assert.ok(Math.abs(spread - Math.sqrt(0.13671875)) < 1e-6, `${spread ** 2}`);
});

Deno.test("mixingLine() says what lies off the line", () => {
  // A cross: 1 to either side along it, 0.1 to either side across.
  const { residual, spread } = mixingLine([
    picture(1, 0),
    picture(-1, 0),
    picture(0, 0.1),
    picture(0, -0.1),
  ]);
  // Over 2 values and 4 photos: 2 * 1 / 8 and 2 * 0.01 / 8.
  assert.ok(Math.abs(spread - 0.5) < 1e-6);
  assert.ok(Math.abs(residual - 0.05) < 1e-6);
});

Deno.test("mixingLine() has no spread where photos are equal", () => {
  const { spread, residual } = mixingLine([picture(0.5, 1), picture(0.5, 1), picture(0.5, 1)]);
  assert.deepEqual([spread, residual], [0, 0]);
});
