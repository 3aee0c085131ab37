import assert from "node:assert/strict";
import { drawBatch } from "../../../src/learn/training/draw_batch.ts";
import type { TrainingSettings } from "../../../src/learn/training/settings.ts";
import { noise } from "../../metrics/pictures.ts";
import { flat, SETTINGS, stored } from "../tiny_networks.ts";

const PHOTOS = [1, 2, 3].map((seed) => stored(noise(24, 20, seed)));
const PLAIN = { crop: 1, gamma: 1, tint: 0 };
/** Numbers of a picture. */
const LENGTH = 3 * 32 * 32;

/** The mixtures of some batches of flat photos, one by one, by the values of photos and mixture. */
function drawn(values: readonly number[], settings: Partial<TrainingSettings>) {
  const photos = values.map((value) => flat(value));
  const all = { ...SETTINGS, augmentation: PLAIN, batch: 100, ...settings };
  const { mixture, first, second } = drawBatch(photos, all, 0);
  return Array.from({ length: 100 }, (_, n) => {
    const own = (data: Float32Array) => data.subarray(n * LENGTH, (n + 1) * LENGTH);
    return { mixture: own(mixture), a: own(first)[0] as number, b: own(second)[0] as number };
  });
}

Deno.test("drawBatch() depends on seed and number alone", () => {
  const batch = drawBatch(PHOTOS, SETTINGS, 7);
  assert.deepEqual(drawBatch(PHOTOS, SETTINGS, 7), batch);
  assert.notDeepEqual(drawBatch(PHOTOS, SETTINGS, 8), batch);
  assert.notDeepEqual(drawBatch(PHOTOS, { ...SETTINGS, seed: 4 }, 7), batch);
});

Deno.test("drawBatch() shows each pair in another view each time", () => {
  const two = PHOTOS.slice(0, 2);
  const seen = Array.from({ length: 20 }, (_, number) => drawBatch(two, SETTINGS, number))
    .flatMap(({ first }) => [first.slice(0, LENGTH).join(), first.slice(LENGTH).join()]);
  assert.equal(new Set(seen).size, 40);
});

Deno.test("drawBatch() pairs every photo with every other, in both orders, and none with itself", () => {
  const pairs = drawn([0, 51, 255], {}).map(({ a, b }) => `${a.toFixed(1)} ${b.toFixed(1)}`);
  assert.deepEqual(
    new Set(pairs),
    new Set(["0.0 0.2", "0.0 1.0", "0.2 0.0", "0.2 1.0", "1.0 0.0", "1.0 0.2"]),
  );
});

Deno.test("drawBatch() mixes the layers, the first by a share from the range of alpha", () => {
  const shares = drawn([0, 255], { alpha: [0.3, 0.6] }).map(({ mixture, a }) => {
    assert.equal(new Set(mixture).size, 1);
    return a === 1 ? mixture[0] as number : 1 - (mixture[0] as number);
  });
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  assert.ok(least > 0.3 - 1e-6 && least < 0.33 && most > 0.57 && most < 0.6 + 1e-6);
  assert.ok(drawn([0, 255], {}).every(({ mixture }) => mixture[0] === 0.5));
});

Deno.test("drawBatch() of saturating mixtures adds layers and noise, and clips", () => {
  for (const { mixture } of drawn([51, 76.5], { mixing: "saturating" }).slice(0, 10)) {
    const mean = mixture.reduce((sum, v) => sum + v, 0) / LENGTH;
    const spread = Math.sqrt(mixture.reduce((sum, v) => sum + (v - mean) ** 2, 0) / LENGTH);
    // 0.2 + 0.298, and 3072 numbers: to four sigma.
    assert.ok(Math.abs(mean - 127 / 255) < 0.0073, `${mean}`);
    assert.ok(Math.abs(spread - 0.1) < 0.0052, `${spread}`);
  }
  for (const { mixture } of drawn([200, 255], { mixing: "saturating" })) {
    assert.ok(mixture.every((v) => v === 1));
  }
});
