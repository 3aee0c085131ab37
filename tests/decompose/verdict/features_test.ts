import assert from "node:assert/strict";
import { deviation } from "../../../src/metrics/deviation.ts";
import { gradientStatistics } from "../../../src/decompose/verdict/gradient_statistics.ts";
import { layerDistance } from "../../../src/decompose/verdict/layer_distance.ts";
import { fineStructure } from "../../../src/decompose/verdict/luma.ts";
import { unsteadiness } from "../../../src/decompose/verdict/unsteadiness.ts";
import type { Picture } from "../../../src/image/picture.ts";
import { map, near, noise, picture, rows } from "../../metrics/pictures.ts";

Deno.test("fineStructure() is each pixel less the mean of its four neighbours", () => {
  const fine = fineStructure(rows([9, 1, 9], [2, 7, 4], [9, 5, 9]));
  assert.deepEqual(fine, rows([7 - (1 + 2 + 4 + 5) / 4]));
});

Deno.test("fineStructure() does not see a slope", () => {
  const fine = fineStructure(picture(8, 8, (x, y, c) => 0.01 * x + 0.02 * y + 0.1 * c));
  assert.ok(fine.data.every((v) => Math.abs(v) < 1e-6));
});

Deno.test("layerDistance() is 0 for the photo twice, and 1 for layers a deviation away", () => {
  const photo = picture(16, 16, (x) => x % 2 ? 0.6 : 0.4);
  assert.ok(near(deviation(photo), 0.1, 1e-6));
  assert.equal(layerDistance([photo, photo], photo), 0);
  const layers = [map(photo, (v) => v + 0.1), map(photo, (v) => v - 0.1)] as const;
  assert.ok(near(layerDistance(layers, photo), 1, 1e-5));
  assert.ok(near(layerDistance([layers[1], layers[0]], photo), 1, 1e-5));
});

Deno.test("layerDistance() is 0 for a flat photo", () => {
  const flat = picture(16, 16, () => 0.5);
  assert.equal(layerDistance([noise(16, 16, 1), noise(16, 16, 2)], flat), 0);
});

Deno.test("gradientStatistics() does not depend on contrast or brightness", () => {
  const photo = noise(32, 32, 4);
  const faint = map(photo, (v) => 0.3 + 0.25 * v);
  const [a, b] = [gradientStatistics(photo), gradientStatistics(faint)];
  assert.ok(near(a.density, b.density, 1e-5));
  assert.ok(near(a.strongest, b.strongest, 1e-4));
});

Deno.test("gradientStatistics() finds one edge sparse, and noise dense", () => {
  const edge = gradientStatistics(picture(64, 64, (x) => x < 32 ? 0 : 1));
  const dense = gradientStatistics(noise(64, 64, 1));
  // One gradient in 126 is 1, the others 0: 1/126 to sqrt(1/126).
  assert.ok(near(edge.density, Math.sqrt(1 / 126), 1e-6));
  assert.ok(dense.density > 0.7);
});

Deno.test("gradientStatistics() of a flat photo are zeros", () => {
  const flat = picture(16, 16, () => 0.25);
  assert.deepEqual(gradientStatistics(flat), { density: 0, strongest: 0 });
});

const photo = noise(32, 32, 8);
const split = (sign: (v: number, i: number) => number) => (asked: Picture) =>
  Promise.resolve(
    [map(asked, (v, i) => v + sign(v, i)), map(asked, (v, i) => v - sign(v, i))] as const,
  );

Deno.test("unsteadiness() is 0 of an answer that moves with the photo, in either order", async () => {
  const steady = split((v) => v > 0.5 ? 0.1 : -0.1);
  const [a, b] = await steady(photo);
  const most = 1e-6;
  assert.ok(await unsteadiness(photo, [a, b], steady) < most);
  assert.ok(await unsteadiness(photo, [b, a], steady) < most);
});

Deno.test("unsteadiness() is near 1 of an answer that is drawn anew each time", async () => {
  const other = noise(32, 32, 9);
  const stuck = split((_, i) => (other.data[i] as number) - 0.5);
  assert.ok(await unsteadiness(photo, await stuck(photo), stuck) > 0.9);
});

Deno.test("unsteadiness() is 1 of layers that do not differ", async () => {
  const copy = split(() => 0);
  assert.equal(await unsteadiness(photo, await copy(photo), copy), 1);
});
