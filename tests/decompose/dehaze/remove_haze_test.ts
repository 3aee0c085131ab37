import assert from "node:assert/strict";
import { loadFixtures } from "../../../fixtures/fixtures.ts";
import { removeHaze } from "../../../src/decompose/dehaze/remove_haze.ts";
import { resizePicture } from "../../../src/image/resize_picture.ts";
import { psnr } from "../../../src/metrics/psnr.ts";
import { picture } from "../../metrics/pictures.ts";
import { addHaze, HAZES } from "./haze.ts";

const scenes = (await loadFixtures()).flatMap(({ layers }) => layers);

Deno.test("removeHaze() gains 4 dB on the mean of all hazes and fixtures, and never loses 4", async () => {
  const gains: number[] = [];
  for (const [i, scene] of scenes.entries()) {
    const haze = Object.values(HAZES)[i % 4]!;
    const { photo } = addHaze(scene, haze);
    gains.push(psnr((await removeHaze(photo)).scene, scene) - psnr(photo, scene));
  }
  assert.ok(gains.reduce((sum, v) => sum + v) / gains.length > 4, gains.join(" "));
  assert.ok(Math.min(...gains) > -4, gains.join(" "));
});

Deno.test("removeHaze() hardly changes photos without haze", async () => {
  const kept: number[] = [];
  for (const scene of scenes) kept.push(psnr((await removeHaze(scene)).scene, scene));
  const [lower, median] = [4, 9].map((i) => kept.toSorted((a, b) => a - b)[i]);
  assert.ok(lower! > 27 && median! > 30, kept.join(" "));
});

Deno.test("removeHaze() explains the photo wherever its scene is not clipped", async () => {
  const { photo } = addHaze(scenes[0]!, HAZES.banks!);
  const { scene, airlight, transmission } = await removeHaze(photo);
  const pixels = transmission.data.length;
  assert.deepEqual([transmission.channels, transmission.width], [1, photo.width]);
  assert.ok(transmission.data.every((t) => t >= 0.0999 && t <= 1));
  assert.ok(airlight.every((v) => v >= 0.5 && v <= 1));
  scene.data.forEach((v, i) => {
    assert.ok(v >= 0 && v <= 1);
    const t = transmission.data[i % pixels]!;
    const mixed = t * v + (1 - t) * airlight[Math.floor(i / pixels)]!;
    if (v > 0 && v < 1) assert.ok(Math.abs(mixed - photo.data[i]!) < 1e-5);
  });
});

Deno.test("removeHaze() finds transmission and airlight of even haze", async () => {
  const { photo } = addHaze(scenes[0]!, HAZES.even!);
  const { airlight, transmission } = await removeHaze(photo);
  airlight.forEach((v, c) => assert.ok(Math.abs(v - HAZES.even!.airlight[c]!) < 0.1));
  const mean = transmission.data.reduce((sum, t) => sum + t) / transmission.data.length;
  assert.ok(Math.abs(mean - 0.5) < 0.08, `${mean}`);
});

Deno.test("removeHaze() of an enlarged photo is about its answer, enlarged", async () => {
  const { photo } = addHaze(scenes[2]!, HAZES.ramp!);
  const large = await resizePicture(photo, { width: 2 * photo.width, height: 2 * photo.height });
  const [small, enlarged] = [await removeHaze(photo), await removeHaze(large)];
  const back = await resizePicture(enlarged.scene, photo);
  assert.ok(psnr(back, small.scene) > 25, `${psnr(back, small.scene)}`);
});

Deno.test("removeHaze() of a photo of one colour, or one row of blocks, is finite", async () => {
  for (
    const flat of [
      picture(16, 16, () => 0.7),
      picture(64, 16, () => 0),
      picture(16, 40, () => 1),
    ]
  ) {
    const { scene, transmission } = await removeHaze(flat);
    assert.ok([...scene.data, ...transmission.data].every(Number.isFinite));
  }
});
