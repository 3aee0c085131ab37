import assert from "node:assert/strict";
import { loadFixtures } from "../../fixtures/fixtures.ts";
import { isAbort } from "../../src/errors.ts";
import { type Layers, loadWeights, type Progress, split } from "../../mod.ts";
import { guessLayers } from "../../src/decompose/guess_layers.ts";
import { dropSeparator } from "../../src/decompose/kept_separator.ts";
import { guessWindows } from "../../src/decompose/tiles/guess_windows.ts";
import { orderWindows } from "../../src/decompose/tiles/order_windows.ts";
import { coverWithWindows } from "../../src/decompose/tiles/windows.ts";
import { clippedCopy } from "../../src/image/clipped_copy.ts";
import { mixPictures } from "../../src/image/mix.ts";
import { cropPicture } from "../../src/image/pad_picture.ts";
import { openBackend } from "../../src/runtime/open_backend.ts";
import { assertLayers, lasting, photoOf } from "./split_cases.ts";
import { differenceOf, likeness, seamRatio } from "./tiles/seams.ts";

/** Four windows, each of a moment. */
const SHORT = { size: 32, steps: 3, tiles: true };
const [WIDTH, HEIGHT] = [48, 41];

Deno.test("split() of 512x512 in windows of 128 has no layers that swap, and no seams", async () => {
  const { layers } = (await loadFixtures())[0]!;
  const size = { width: 512, height: 512 };
  const [a, b] = [await clippedCopy(layers[0], size), await clippedCopy(layers[1], size)];
  const photo = mixPictures(a, b, 0.5);
  const result = await split(photo, { method: "unet", size: 128, tiles: true });
  assertLayers(result, [512, 512]);
  assert.deepEqual(result.report.tiles, { count: 49, side: 128 });
  assert.ok(result.report.reproduction.maxError < 1e-6);
  const grid = coverWithWindows(photo, 128);
  const joined = differenceOf(result.layers);
  const seams = seamRatio(joined, grid) / seamRatio(photo, grid);
  assert.ok(Math.abs(seams - 1) < 0.05, `${seams}`);
  // The network has the layers of some windows in one order, of others in the other.
  const settings = {
    weights: await loadWeights(),
    hint: undefined,
    engine: await openBackend("cpu"),
    values: { space: "srgb", curves: [] },
  } as const;
  const { found: whole } = await guessLayers(photo, { ...settings, onNotice: assert.fail });
  const guesses = await guessWindows(photo, grid.windows, { ...settings, pause: async () => {} });
  const own = guesses.map(({ found }) => differenceOf(found.layers));
  const signs = await orderWindows(own, differenceOf(whole.layers), grid);
  assert.deepEqual(new Set(signs), new Set([1, -1]));
  for (const [i, window] of grid.windows.entries()) {
    const agreement = likeness(own[i]!, cropPicture(joined, window));
    assert.ok(signs[i]! * agreement > 0, `window ${i}: ${agreement}`);
  }
  await dropSeparator();
});

Deno.test("split() in tiles tells of the steps of all windows together", async () => {
  const seen: Progress[] = [];
  const photo = await photoOf(WIDTH, HEIGHT);
  const result = await split(photo, { ...SHORT, onProgress: (one) => void seen.push(one) });
  assertLayers(result, [WIDTH, HEIGHT]);
  assert.deepEqual(
    seen.map(({ step, steps }) => [step, steps]),
    Array.from({ length: 12 }, (_, i) => [i + 1, 12]),
  );
  for (const { step, stepsPerSecond, secondsLeft } of seen) {
    assert.ok(Math.abs(secondsLeft * stepsPerSecond - (12 - step)) < 1e-6);
  }
  const { report } = result;
  assert.deepEqual(report.tiles, { count: 4, side: 32 });
  assert.deepEqual([report.settings.tiles, report.settings.steps], [true, 3]);
  assert.deepEqual(report.working, { width: 32, height: 32 });
  assert.deepEqual([report.stopped, report.stepsDone], [false, 12]);
  assert.deepEqual(report.losses.steps, Array.from({ length: 12 }, (_, i) => i + 1));
  assert.ok(report.reproduction.maxError < 1e-6);
});

Deno.test("split() in tiles that is stopped has the windows until then, and guesses of the others", async () => {
  const photo = await photoOf(WIDTH, HEIGHT);
  const stoppedAt = async (last: number) => {
    const controller = new AbortController();
    let preview: Layers | undefined;
    const result = await split(photo, {
      ...SHORT,
      signal: controller.signal,
      onProgress: async (progress) => {
        if (progress.step === 1) assertLayers(await progress.preview(24), [24, 21]);
        if (progress.step !== last) return;
        preview = await progress.preview();
        controller.abort();
      },
    });
    const { report, layers, mask } = result;
    assert.deepEqual([report.stopped, report.stepsDone], [true, last]);
    assert.deepEqual([preview?.layers, preview?.mask], [layers, mask]);
    return layers;
  };
  const [none, one] = [await stoppedAt(2), await stoppedAt(5)];
  const { layers: guessed } = await split(photo, { method: "unet", size: 32, tiles: true });
  assert.deepEqual(none, guessed);
  assert.notDeepEqual(one, guessed);
  const early = split(photo, { ...SHORT, signal: AbortSignal.abort() });
  await assert.rejects(early, isAbort);
});

Deno.test("split() in tiles of a photo no larger than one is the plain split", async () => {
  const photo = await photoOf(32, 20);
  const [tiles, plain] = [true, false].map((tiles) => split(photo, { ...SHORT, tiles }));
  const { report, ...layers } = lasting(await tiles!);
  const other = lasting(await plain!);
  assert.equal(report.tiles, null);
  const settings = { ...report.settings, tiles: false };
  assert.deepEqual({ ...layers, report: { ...report, settings } }, other);
});

Deno.test("split() in tiles takes linear light, and does without the network", async () => {
  const photo = await photoOf(WIDTH, HEIGHT);
  for (const more of [{ space: "linear" }, { init: "none" }]) {
    const { report } = await split(photo, { ...SHORT, ...more });
    assert.deepEqual([report.tiles?.count, report.stepsDone], [4, 12]);
    assert.ok(report.reproduction.maxError < 1e-5);
  }
});

Deno.test("split() in tiles has the layers in the order of the strokes, in whichever window they are", async () => {
  const photo = await photoOf(WIDTH, HEIGHT);
  const stroke = (left: number) => ({
    data: Float32Array.from(
      { length: WIDTH * HEIGHT },
      (_, i) => Math.abs(i % WIDTH - left) < 3 && i > 20 * WIDTH ? 1 : 0,
    ),
    channels: 1,
    height: HEIGHT,
    width: WIDTH,
  });
  for (const [left, right] of [[6, 40], [40, 6]] as const) {
    const hint = { first: stroke(left), second: stroke(right) };
    for (const more of [{ method: "unet" }, { method: "fit", init: "none", steps: 30 }]) {
      const { layers } = await split(photo, { size: 32, tiles: true, hint, ...more });
      const { data } = differenceOf(layers);
      const agreement = data.reduce((sum, v, i) => {
        const at = i % (WIDTH * HEIGHT);
        return sum + v * (hint.first.data[at]! - hint.second.data[at]!);
      }, 0);
      assert.ok(agreement > 0, `${left} ${more.method}`);
    }
  }
});
