import assert from "node:assert/strict";
import { mixturePath } from "../../fixtures/fixtures.ts";
import { Fit, type FitStart, type Losses } from "../../src/fit/fit.ts";
import type { FitInputs, Model } from "../../src/fit/model.ts";
import { constant, mean, mul, sigmoid, sum, type Tensor } from "../../src/graph/mod.ts";
import { readPicture } from "../../src/image/read_picture.ts";
import { resizePicture } from "../../src/image/resize_picture.ts";
import { l1Loss, mseLoss } from "../../src/losses/reconstruction.ts";
import { block, convolution } from "../../src/nn/layers.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";

const SQUARE = await resizePicture(await readPicture(mixturePath("two-people")), {
  width: 24,
  height: 24,
});
const OBLONG = await resizePicture(SQUARE, { width: 24, height: 16 });

/** A network of two layers that draws the photo. */
function drawing({ photo, parameters, noise }: FitInputs): Model {
  const features = block(noise(8), { channels: 16, filter: 3, slope: 0.2 }, parameters);
  const layer = sigmoid(convolution(features, { channels: 3, filter: 3 }, parameters));
  return { terms: { l1: { loss: l1Loss(layer, photo), weight: 1 } }, pictures: { layer } };
}

const SETTINGS = { rate: 5e-3, jitter: 0.01, noise: 0.1, orientations: true, average: 0.1 };
const START: FitStart = {
  photo: SQUARE,
  build: drawing,
  settings: SETTINGS,
  steps: 40,
  seed: 0,
  engine: onnxEngine(),
};

/** Calls a function with a fit, and releases it. */
async function withFit<T>(start: Partial<FitStart>, use: (fit: Fit) => Promise<T>): Promise<T> {
  const fit = await Fit.begin({ ...START, ...start });
  try {
    return await use(fit);
  } finally {
    await fit.release();
  }
}

/** All steps of a fit: the losses of each, and the pictures at the end. */
function runAll(start: Partial<FitStart>) {
  return withFit(start, async (fit) => {
    const losses: Losses[] = [];
    for (let step = 0; step < fit.start.steps; step++) losses.push(await fit.advance());
    return { losses, pictures: await fit.pictures() };
  });
}

/** A model without parameters to speak of, whose losses show what it is fed. */
function showing(terms: (inputs: FitInputs) => Record<string, Tensor>) {
  return (inputs: FitInputs): Model => {
    const idle = inputs.parameters.declare([1], () => 1);
    const shown = Object.entries(terms(inputs)).map(([name, loss]) => [name, { loss, weight: 1 }]);
    return {
      terms: { ...Object.fromEntries(shown), idle: { loss: mean(idle), weight: 0 } },
      pictures: {},
    };
  };
}

/** A number that tells the eight orientations of a picture apart. */
function fingerprint(picture: Tensor): Tensor {
  const ramp = Float32Array.from({ length: picture.size }, (_, i) => (i * 7919 % 1000) / 1000);
  return mean(mul(picture, constant(ramp, picture.shape)));
}

Deno.test("Fit draws a photo: the loss falls to a fraction", async () => {
  const { losses, pictures } = await runAll({
    steps: 150,
    settings: { ...SETTINGS, orientations: false },
  });
  const average = (from: number, to: number) =>
    losses.slice(from, to).reduce((sum, { total }) => sum + (total as number), 0) / (to - from);
  assert.ok(average(140, 150) < 0.4 * average(0, 10), `${average(140, 150)}, ${average(0, 10)}`);
  const layer = pictures["layer"] as Float32Array;
  const error = layer.reduce((sum, v, i) => sum + Math.abs(v - (SQUARE.data[i] as number)), 0);
  assert.ok(error / layer.length < 0.1, `${error / layer.length}`);
});

Deno.test("Fit with the same seed yields the same bytes, with another seed others", async () => {
  const [once, again, other] = [await runAll({}), await runAll({}), await runAll({ seed: 1 })];
  assert.deepEqual(again, once);
  assert.notDeepEqual(other.losses[0], once.losses[0]);
  assert.notDeepEqual(other.pictures, once.pictures);
});

Deno.test("Fit counts its steps", async () => {
  await withFit({}, async (fit) => {
    assert.equal(fit.step, 0);
    await fit.advance();
    await fit.advance();
    assert.equal(fit.step, 2);
  });
});

Deno.test("Fit moves the weights by the sum of all terms, each by its weight at that step", async () => {
  // A number in a tug of war: towards 1 by weight 3 for ten steps, then towards -1.
  let knob: Tensor | undefined;
  const build = ({ parameters }: FitInputs): Model => {
    knob = parameters.declare([1], () => 0);
    return {
      terms: {
        up: { loss: mseLoss(knob, constant(1)), weight: (step) => (step < 10 ? 3 : 0.5) },
        down: { loss: mseLoss(knob, constant(-1)), weight: (step, steps) => step / steps },
      },
      pictures: {},
    };
  };
  const { losses } = await runAll({ build, steps: 20, settings: { ...SETTINGS, rate: 0.01 } });
  losses.forEach(({ up = NaN, down = NaN, total = NaN }, step) => {
    const expected = (step < 10 ? 3 : 0.5) * up + step / 20 * down;
    assert.ok(Math.abs(total - expected) < 1e-5, `step ${step}: ${total}, not ${expected}`);
  });
  // Losses are those before the update: the first are of the first value.
  assert.deepEqual([losses[0]?.up, losses[0]?.down], [1, 1]);
  assert.ok((losses[10]?.up as number) < 0.9);
});

Deno.test("Fit jitters the noise by the schedule's standard deviation, anew at each step", async () => {
  const jitter = (step: number, steps: number) => (step < 10 ? 0 : step / steps);
  const build = showing(({ noise }) => {
    const z = noise(5);
    return { square: mean(mul(z, z)), sum: sum(z) };
  });
  const settings = { ...SETTINGS, jitter, noise: 0 };
  const { losses } = await runAll({ build, settings });
  losses.forEach(({ square = NaN }, step) => {
    const sigma = Math.sqrt(square);
    // 24 x 24 x 5 numbers: a standard deviation is right to 2.6 % at four sigma.
    assert.ok(Math.abs(sigma - jitter(step, 40)) <= 0.06 * jitter(step, 40), `${step}: ${sigma}`);
  });
  const sums = losses.slice(10).map((loss) => (loss.sum as number) / Math.sqrt(loss.square ?? 1));
  assert.equal(new Set(sums).size, 30);
});

Deno.test("Fit draws fixed noise evenly between its bounds, another for each network", async () => {
  const build = ({ parameters, noise }: FitInputs): Model => ({
    terms: { idle: { loss: mean(parameters.declare([1], () => 1)), weight: 1 } },
    pictures: { first: noise(3), second: noise(2) },
  });
  const settings = { ...SETTINGS, jitter: 0, noise: 0.25 };
  const { pictures } = await runAll({ build, settings, steps: 1 });
  const [first, second] = [pictures["first"], pictures["second"]] as [Float32Array, Float32Array];
  assert.deepEqual([first.length, second.length], [3 * 24 * 24, 2 * 24 * 24]);
  for (const values of [first, second]) {
    assert.ok(values.every((v) => Math.abs(v) <= 0.25));
    const square = values.reduce((sum, v) => sum + v * v, 0) / values.length;
    assert.ok(Math.abs(square / (0.25 ** 2 / 3) - 1) < 0.1);
  }
  assert.notDeepEqual(first.slice(0, second.length), second);
});

for (const [name, photo, count] of [["square", SQUARE, 8], ["oblong", OBLONG, 4]] as const) {
  Deno.test(`Fit turns photo and noise of a ${name} alike, at every second step`, async () => {
    const build = showing(({ photo, noise }) => ({
      photo: fingerprint(photo),
      noise: fingerprint(noise(3)),
    }));
    const settings = { ...SETTINGS, jitter: 0 };
    const { losses } = await runAll({ photo, build, settings, steps: 160 });
    const prints = losses.map((loss) => `${loss.photo} ${loss.noise}`);
    const [upright, turned] = [0, 1].map((odd) =>
      new Set(prints.filter((_, step) => step % 2 === odd))
    ) as [Set<string>, Set<string>];
    assert.equal(upright.size, 1);
    // As many pairs as orientations: the noise turns when the photo does, and in the same way.
    assert.equal(turned.size, count);
    assert.equal(new Set(losses.map((loss) => loss.photo)).size, count);
    assert.ok(turned.isSupersetOf(upright));
  });
}

Deno.test("Fit turns nothing if it is not to", async () => {
  const build = showing(({ photo }) => ({ photo: fingerprint(photo) }));
  const { losses } = await runAll({ build, settings: { ...SETTINGS, orientations: false } });
  assert.equal(new Set(losses.map((loss) => loss.photo)).size, 1);
});

/** The picture after each of a fit's steps. */
function history(average: number, orientations = false): Promise<Float32Array[]> {
  const settings = { ...SETTINGS, average, orientations };
  return withFit({ settings, steps: 12 }, async (fit) => {
    const seen: Float32Array[] = [];
    for (let step = 0; step < 12; step++) {
      await fit.advance();
      seen.push((await fit.pictures())["layer"] as Float32Array);
    }
    return seen;
  });
}

Deno.test("Fit.pictures() are the newest if nothing is averaged, each other than the last", async () => {
  const newest = await history(1);
  const { losses } = await runAll({
    settings: { ...SETTINGS, average: 1, orientations: false },
    steps: 12,
  });
  newest.forEach((picture, step) => {
    // The loss of a step is the distance of that very picture.
    const l1 = picture.reduce((sum, v, i) => sum + Math.abs(v - (SQUARE.data[i] as number)), 0) /
      picture.length;
    assert.ok(Math.abs(l1 - (losses[step]?.l1 as number)) < 1e-5);
    if (step > 0) assert.notDeepEqual(picture, newest[step - 1]);
  });
});

Deno.test("Fit.pictures() are a plain mean at first, then weigh the newest by its share", async () => {
  const [newest, averaged] = [await history(1), await history(0.25)];
  let expected = new Float32Array(newest[0]?.length ?? 0);
  averaged.forEach((picture, step) => {
    const share = Math.max(0.25, 1 / (step + 1));
    const now = newest[step] as Float32Array;
    expected = expected.map((v, i) => v + share * ((now[i] as number) - v));
    picture.forEach((v, i) => assert.ok(Math.abs(v - (expected[i] as number)) < 1e-5));
  });
});

Deno.test("Fit.pictures() leave turned pictures out of the average", async () => {
  const pictures = await history(0.25, true);
  const changes = pictures.slice(1).map((picture, i) =>
    picture.some((v, at) => v !== (pictures[i] as Float32Array)[at])
  );
  // Steps 2, 4, ... may be turned; by this seed one of six is not.
  const turned = changes.filter((_, i) => i % 2 === 0);
  assert.ok(turned.filter((changed) => !changed).length >= 4, `${changes}`);
  assert.ok(changes.filter((_, i) => i % 2 === 1).every((changed) => changed));
});

Deno.test("Fit refuses a model without loss terms", async () => {
  const build = ({ photo }: FitInputs): Model => ({ terms: {}, pictures: { photo } });
  await assert.rejects(Fit.begin({ ...START, build }), /at least one loss term/);
});

Deno.test("Fit of two photos at the same time is that of each by itself", async () => {
  const alone = await runAll({ photo: OBLONG });
  const [together] = await Promise.all([runAll({ photo: OBLONG }), runAll({ photo: SQUARE })]);
  assert.deepEqual(together, alone);
});
