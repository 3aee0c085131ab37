import assert from "node:assert/strict";
import { MOST } from "../../src/decompose/add_difference.ts";
import { guessLayers, type GuessSettings } from "../../src/decompose/guess_layers.ts";
import { networkLayers } from "../../src/decompose/network_layers.ts";
import { toSpace } from "../../src/image/space.ts";
import type { Picture } from "../../src/image/picture.ts";
import { deviation } from "../../src/metrics/deviation.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";
import { strokes } from "../image/strokes.ts";
import { map, near, picture } from "../metrics/pictures.ts";
import { TINY, untrained } from "../nn/tiny_networks.ts";
import { photoOf } from "./split_cases.ts";
import { LIGHT, STORED } from "./photo_values.ts";

const ENGINE = onnxEngine();
const WEIGHTS = untrained(TINY["difference"]);
const PHOTO = await photoOf(40, 28);
const HINT = {
  first: strokes(40, 28, (x, y) => x < 12 && y === 14),
  second: strokes(40, 28, (x, y) => x > 28 && y === 14),
};

/** A guess from nothing, or from what is given. */
function guess(given: Partial<GuessSettings> = {}, photo = PHOTO) {
  const onNotice = (notice: string) => assert.fail(notice);
  const nothing = { weights: undefined, hint: undefined, values: STORED };
  return guessLayers(photo, { ...nothing, engine: ENGINE, onNotice, ...given });
}

function difference([a, b]: readonly [Picture, Picture]): Float32Array {
  return a.data.map((v, i) => v - (b.data[i] as number));
}

/** Checks that two layers have a picture as their mean. */
function assertMean([a, b]: readonly [Picture, Picture], mean: Picture): void {
  mean.data.forEach((v, i) =>
    assert.ok(near(((a.data[i] as number) + (b.data[i] as number)) / 2, v, 1e-5))
  );
}

Deno.test("guessLayers() from nothing says what is likely, and allows no larger difference", async () => {
  const { found, role, most, unsteadiness, engine } = await guess();
  assert.deepEqual([role, unsteadiness, engine], ["likely", undefined, ENGINE]);
  assertMean(found.layers, PHOTO);
  assert.ok(found.mask.data.every((v) => v === 0.5));
  const apart = difference(found.layers);
  const rms = Math.sqrt(apart.reduce((sum, v) => sum + v * v, 0) / apart.length);
  assert.ok(rms > 0 && near(most, rms / deviation(PHOTO), 1e-4), `${most}`);
});

Deno.test("guessLayers() from nothing of a flat photo is the photo twice, with no difference allowed", async () => {
  const flat = picture(20, 16, () => 0.4);
  const { found, most } = await guess({}, flat);
  assert.deepEqual([...found.layers], [flat, flat]);
  assert.equal(most, 0);
});

Deno.test("guessLayers() from strokes is told, brighter where they are", async () => {
  const { found, role, most, unsteadiness } = await guess({ hint: HINT });
  assert.deepEqual([role, most, unsteadiness], ["guide", MOST, undefined]);
  assertMean(found.layers, PHOTO);
  const apart = difference(found.layers);
  assert.ok((apart[14 * 40 + 6] as number) > 0.05 && (apart[14 * 40 + 34] as number) < -0.05);
});

Deno.test("guessLayers() from a network is what it answers, and how it wavers", async () => {
  const { found, role, most, unsteadiness } = await guess({ weights: WEIGHTS });
  const answer = await networkLayers(PHOTO, WEIGHTS, ENGINE);
  assert.deepEqual([role, most], ["guide", MOST]);
  assert.deepEqual(found.layers, answer.layers);
  assert.ok(unsteadiness !== undefined && unsteadiness >= 0 && unsteadiness <= 1);
});

Deno.test("guessLayers() from network and strokes is put right, but no steadier for that", async () => {
  const network = await guess({ weights: WEIGHTS });
  const { found, unsteadiness } = await guess({ weights: WEIGHTS, hint: HINT });
  assert.equal(unsteadiness, network.unsteadiness);
  assertMean(found.layers, PHOTO);
  const apart = difference(found.layers);
  assert.ok((apart[14 * 40 + 6] as number) > 0.05 && (apart[14 * 40 + 34] as number) < -0.05);
});

Deno.test("guessLayers() works on a copy of 128 pixels of a larger photo", async () => {
  const large = await photoOf(256, 192);
  const hint = {
    first: strokes(256, 192, (x) => x === 40),
    second: strokes(256, 192, (x) => x === 200),
  };
  for (
    const { layers, mask } of [(await guess({}, large)).found, (await guess({ hint }, large)).found]
  ) {
    for (const { width, height } of [...layers, mask]) assert.deepEqual([width, height], [128, 96]);
  }
});

Deno.test("guessLayers() in linear light is the same guess, converted and clipped", async () => {
  const srgb = await guess({ hint: HINT });
  const { found } = await guess({ hint: HINT, values: LIGHT });
  for (const [i, layer] of srgb.found.layers.entries()) {
    const clipped = map(layer, (v) => Math.min(1, Math.max(0, v)));
    assert.deepEqual(found.layers[i], toSpace(clipped, "linear"));
  }
});
