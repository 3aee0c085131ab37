import assert from "node:assert/strict";
import { barrierDistance } from "../../../src/decompose/segment/barrier_distance.ts";
import { fillIn } from "../../../src/decompose/segment/fill_in.ts";
import { fitGaussian, mahalanobis } from "../../../src/decompose/segment/gaussian_model.ts";
import { toLab } from "../../../src/decompose/segment/lab.ts";
import { otsuThreshold } from "../../../src/decompose/segment/otsu.ts";
import { overlap } from "../../../src/decompose/segment/overlap.ts";
import type { Picture } from "../../../src/image/picture.ts";
import { Random } from "../../../src/random.ts";

const line = (...data: number[]): Picture => ({
  data: Float32Array.from(data),
  channels: 1,
  height: 1,
  width: data.length,
});
const near = (actual: ArrayLike<number>, expected: readonly number[], within = 1e-5) =>
  assert.ok(
    expected.every((v, i) => Math.abs(v - (actual[i] as number)) <= within),
    `${Array.from(actual)}`,
  );

Deno.test("toLab() knows white, black, and red (53.24, 80.09, 67.20)", () => {
  const colours = Float32Array.of(1, 0, 1, 1, 0, 0, 1, 0, 0);
  const { data } = toLab({ data: colours, channels: 3, height: 1, width: 3 });
  near(data, [1, 0, 0.5324, 0, 0, 0.8009, 0, 0, 0.672], 2e-4);
});

Deno.test("barrierDistance() is the swing of values on the calmest way", () => {
  // From the left: up to 0.5 and back costs 0.5, and stays so behind the barrier.
  near(barrierDistance(line(0.1, 0.2, 0.5, 0.2, 0.1), line(1, 0, 0, 0, 0)).data, [
    0,
    0.1,
    0.4,
    0.4,
    0.4,
  ]);
  // Around it, a calmer way: the middle row is a wall that ends before the last column.
  const walled = { ...line(0, 0, 0, 1, 1, 0.2, 0, 0, 0), height: 3, width: 3 };
  const corner = { ...line(1, 0, 0, 0, 0, 0, 0, 0, 0), height: 3, width: 3 };
  near(barrierDistance(walled, corner).data, [0, 0, 0, 1, 1, 0.2, 0.2, 0.2, 0.2]);
});

Deno.test("barrierDistance() is infinite without seeds", () => {
  assert.ok(barrierDistance(line(0, 1), line(0, 0)).data.every((d) => d === Infinity));
});

Deno.test("fitGaussian() measures distance in standard deviations", () => {
  const random = new Random(1);
  const pixels = 4000;
  const data = new Float32Array(3 * pixels).map((_, i) =>
    random.normal() * (i < pixels ? 0.3 : 0.1) + 0.5
  );
  const picture = { data, channels: 3, height: 1, width: pixels };
  const gaussian = fitGaussian(picture, new Uint8Array(pixels).fill(1), 1);
  near(gaussian.mean, [0.5, 0.5, 0.5], 0.02);
  const asked = { data: Float32Array.of(0.8, 0.5, 0.5), channels: 3, height: 1, width: 1 };
  near(mahalanobis(asked, gaussian), [1], 0.1);
});

Deno.test("otsuThreshold() parts two heaps, and nothing where all values are alike", () => {
  const threshold = otsuThreshold(Float32Array.of(0.1, 0.12, 0.15, 0.7, 0.75));
  assert.ok(threshold > 0.15 && threshold <= 0.7, `${threshold}`);
  assert.equal(otsuThreshold(new Float32Array(9).fill(0.4)), 0);
});

Deno.test("overlap() is the common share of both masks together", () => {
  assert.equal(overlap([1, 1, 0, 0], [0, 1, 1, 0]), 1 / 3);
  assert.equal(overlap([0, 0], [0, 0]), 0);
});

Deno.test("fillIn() keeps what is known, and goes on with it", () => {
  const filled = fillIn(line(0.25, 0.25, 9, 9, 9, 0.75, 0.75), line(1, 1, 0, 0, 0, 1, 1));
  near(filled.data, [0.25, 0.25], 0);
  near(filled.data.subarray(5), [0.75, 0.75], 0);
  const gap = [...filled.data.subarray(2, 5)];
  assert.ok(gap.every((v, i) => v >= 0.25 && v <= 0.75 && v >= (gap[i - 1] ?? 0)), `${gap}`);
});

Deno.test("fillIn() makes a flat picture of one known pixel, and zeros of none", () => {
  const picture = { ...line(...Array.from({ length: 15 }, (_, i) => i / 15)), height: 3, width: 5 };
  const known = picture.data.map((_, i) => i === 7 ? 1 : 0);
  near(fillIn(picture, { ...picture, data: known }).data, Array(15).fill(7 / 15));
  near(fillIn(picture, { ...picture, data: new Float32Array(15) }).data, Array(15).fill(0));
});
