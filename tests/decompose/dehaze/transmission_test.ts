import assert from "node:assert/strict";
import { findAirlight } from "../../../src/decompose/dehaze/airlight.ts";
import { localMinimum } from "../../../src/decompose/dehaze/local_minimum.ts";
import { minimumOfChannels, quantile } from "../../../src/decompose/dehaze/darkness.ts";
import {
  findTransmission,
  transmissionFeatures,
} from "../../../src/decompose/dehaze/transmission.ts";
import { noise, picture, rows } from "../../metrics/pictures.ts";
import { addHaze } from "./haze.ts";

Deno.test("localMinimum() is the least of the window, as much as there is of it", () => {
  const least = localMinimum(rows([5, 4, 3, 9], [6, 1, 7, 8], [9, 9, 9, 9]), 1);
  assert.deepEqual([...least.data], [1, 1, 1, 3, 1, 1, 1, 3, 1, 1, 1, 7]);
});

Deno.test("minimumOfChannels() is the darkest channel of each pixel", () => {
  const { data, channels } = minimumOfChannels(picture(2, 1, (x, _, c) => x === 0 ? c : 2 - c));
  assert.deepEqual([[...data], channels], [[0, 0], 1]);
});

Deno.test("quantile() is the value at a share of the order", () => {
  const values = Float32Array.of(3, 1, 2, 5, 4);
  assert.deepEqual([0, 0.25, 0.5, 1].map((share) => quantile(values, share)), [1, 2, 3, 5]);
});

Deno.test("transmissionFeatures() of a scene with black everywhere has log t in its windows", () => {
  const t = 0.6;
  const scene = picture(40, 40, (x, y) => x % 2 === 0 && y % 2 === 0 ? 0 : 0.8);
  const airlight = [0.8, 0.9, 1];
  // Not rounded to 8 bits, so exact.
  const photo = {
    ...scene,
    data: scene.data.map((v, i) => t * v + (1 - t) * airlight[Math.floor(i / 1600)]!),
  };
  const { data, channels } = transmissionFeatures(photo, airlight);
  assert.equal(channels, 8);
  for (let feature = 0; feature < 5; feature++) {
    const plane = data.subarray(feature * 1600, (feature + 1) * 1600);
    assert.ok(plane.every((v) => Math.abs(v - Math.log(t)) < 1e-4), `${feature}`);
  }
});

Deno.test("findTransmission() weighs the features, and stays in 0.1 to 1", () => {
  const { photo } = addHaze(noise(32, 32, 3), { airlight: [1, 1, 1], transmission: () => 0.5 });
  const constant = (value: number) =>
    findTransmission(photo, [1, 1, 1], [0, 0, 0, 0, 0, 0, 0, value]).data;
  assert.ok(constant(Math.log(0.3)).every((t) => Math.abs(t - 0.3) < 1e-6));
  assert.ok(constant(1).every((t) => t === 1));
  assert.ok(constant(-9).every((t) => Math.abs(t - 0.1) < 1e-6));
});

Deno.test("findAirlight() weighs the features, and stays in 0.5 to 1", () => {
  const photo = noise(32, 32, 4);
  assert.deepEqual(findAirlight(photo, [0, 0, 0, 0, 0, 0.75]), [0.75, 0.75, 0.75]);
  assert.deepEqual(findAirlight(photo, [0, 0, 0, 0, 0, 3]), [1, 1, 1]);
  assert.deepEqual(findAirlight(photo, [0, 0, 0, 0, 0, 0]), [0.5, 0.5, 0.5]);
});
