import assert from "node:assert/strict";
import { split, UserError } from "../../mod.ts";
import { readPicture } from "../../src/image/read_picture.ts";
import { psnr } from "../../src/metrics/psnr.ts";
import { VERSIONS } from "../../src/versions.ts";
import { noise } from "../metrics/pictures.ts";
import { assertLayers, lasting, PATH, photoOf, SHORT } from "./split_cases.ts";

Deno.test("split() of a path, of bytes and of pixels is the same, byte for byte, each time", async () => {
  const results = [PATH, await Deno.readFile(PATH), await readPicture(PATH), PATH]
    .map((source) => split(source, SHORT));
  const [first, ...others] = (await Promise.all(results)).map(lasting);
  for (const other of others) assert.deepEqual(other, first);
});

Deno.test("split() with another seed finds other layers", async () => {
  const [a, b] = [await split(PATH, SHORT), await split(PATH, { ...SHORT, seed: 2 ** 32 - 1 })];
  assert.notDeepEqual(a.layers, b.layers);
});

Deno.test("split() leaves the pixels that it is given as they are", async () => {
  const photo = await photoOf(33, 32);
  const before = photo.data.slice();
  const { layers, reconstruction } = await split(photo, SHORT);
  assert.deepEqual(photo.data, before);
  for (const { data } of [...layers, reconstruction]) {
    assert.notEqual(data.buffer, photo.data.buffer);
  }
});

for (
  const [width, height, size, working] of [
    [48, 48, 32, [32, 32]],
    [57, 43, 64, [57, 43]],
    [16, 16, 32, [16, 16]],
    [200, 17, 64, [64, 16]],
    [17, 200, 256, [17, 200]],
    [161, 97, 40, [40, 24]],
  ] as const
) {
  Deno.test(`split() of ${width}x${height} at ${size} px yields layers of the photo's own size`, async () => {
    const photo = await photoOf(width, height);
    const result = await split(photo, { size, steps: 2 });
    assertLayers(result, [width, height]);
    const { report } = result;
    assert.deepEqual(report.photo, { width, height, count: 1 });
    assert.deepEqual([report.working.width, report.working.height], working);
    // Layers of a difference add up to the photo itself, however small the working copy.
    assert.ok(report.reproduction.maxError < 1e-6);
  });
}

Deno.test("split() by the published recipe takes photos smaller than its networks", async () => {
  const photo = await photoOf(50, 30);
  const result = await split(photo, { recipe: "published", size: 32, steps: 2 });
  assertLayers(result, [50, 30]);
  assert.deepEqual(result.report.working, { width: 32, height: 19 });
  assert.ok(result.mask.data.every((v) => v === 0.5));
});

Deno.test("split() of one channel is that of three equal ones", async () => {
  const { data, ...grey } = noise(20, 18, 1);
  const single = { ...grey, data: data.slice(0, 360), channels: 1 };
  const triple = { ...grey, data: Float32Array.from(data, (_, i) => data[i % 360] as number) };
  const [a, b] = [await split(single, SHORT), await split(triple, SHORT)];
  assert.deepEqual(lasting(a), lasting(b));
});

for (const value of [0, 0.5, 1]) {
  Deno.test(`split() of a photo that is ${value} all over yields the photo twice`, async () => {
    const data = new Float32Array(3 * 20 * 24).fill(value);
    const photo = { data, channels: 3, height: 20, width: 24 };
    const { layers, report } = await split(photo, SHORT);
    assert.deepEqual(layers, [photo, photo]);
    assert.equal(report.reproduction.psnr, Infinity);
  });
}

Deno.test("split() takes its own layers as photos", async () => {
  const { layers } = await split(await photoOf(40, 40), SHORT);
  for (const layer of layers) assertLayers(await split(layer, SHORT), [40, 40]);
});

Deno.test("split() reports enough to run it again and to judge it", async () => {
  const start = performance.now();
  const names = { recipe: "double-exposure", method: "fit", init: "none", backend: "cpu" };
  const options = { ...SHORT, seed: 9, ...names };
  const result = await split(PATH, options);
  const elapsed = (performance.now() - start) / 1000;
  const { settings, versions, timings, losses, reproduction, stopped, stepsDone } = result.report;
  const unsaid = { space: "srgb", strength: 100, border: "auto", tiles: false, hint: false };
  assert.deepEqual(settings, { ...options, ...unsaid });
  const { engine, notices } = result.report;
  assert.ok(engine);
  assert.equal(engine.name, "cpu");
  assert.match(engine.device, /, \d+ threads$/);
  assert.ok(engine.operators > 100);
  assert.deepEqual(notices, []);
  assert.deepEqual(versions, VERSIONS);
  assert.deepEqual([stopped, stepsDone], [false, 3]);
  assert.deepEqual(losses.steps, [1, 2, 3]);
  assert.ok("total" in losses.terms && "reconstruction" in losses.terms);
  for (const values of Object.values(losses.terms)) {
    assert.equal(values.length, 3);
    assert.ok(values.every(Number.isFinite));
  }
  const { startSeconds, fitSeconds, stepMilliseconds } = timings;
  assert.ok(startSeconds > 0 && startSeconds + fitSeconds <= elapsed);
  assert.ok(stepMilliseconds > 0 && stepMilliseconds / 1000 <= fitSeconds);
  const photo = await readPicture(PATH);
  assert.equal(reproduction.psnr, psnr(result.reconstruction, photo));
  assert.ok(reproduction.maxError < 1e-6);
});

Deno.test("split() reports a reproduction that is not exact as it is", async () => {
  const { reconstruction, report } = await split(PATH, { ...SHORT, recipe: "published" });
  const photo = await readPicture(PATH);
  const errors = Array.from(photo.data, (v, i) => Math.abs(v - (reconstruction.data[i] as number)));
  assert.equal(report.reproduction.maxError, Math.max(...errors));
  assert.equal(report.reproduction.psnr, psnr(reconstruction, photo));
  assert.ok(report.reproduction.maxError > 0.05);
});

Deno.test("split() refuses options and photos that it cannot use, as mistakes of the user", async () => {
  for (
    const [source, options, expected] of [
      ["nowhere.jpg", {}, /Cannot read nowhere\.jpg/],
      [new Uint8Array(9), {}, /the picture/],
      [{ ...noise(20, 20, 1), channels: 2 }, {}, /2 channels/],
      [noise(20, 15, 1), {}, /20x15/],
      [PATH, { steps: 0 }, /steps must be/],
      [PATH, { size: 31 }, /size must be/],
      [PATH, { recipe: "none" }, /no recipe/],
    ] as const
  ) {
    await assert.rejects(split(source, options), (error) => {
      assert.ok(error instanceof UserError, `${error}`);
      assert.match(error.message, expected);
      return true;
    });
  }
});
