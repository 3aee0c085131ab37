import assert from "node:assert/strict";
import { UserError } from "../../../src/errors.ts";
import { checkResumed } from "../../../src/learn/training/check_resumed.ts";
import { NETWORKS } from "../../../src/learn/training/networks.ts";
import type { TrainOptions } from "../../../src/learn/training/options.ts";
import type { TrainingSettings } from "../../../src/learn/training/settings.ts";
import { SETTINGS, tinyWeights } from "../tiny_networks.ts";

/** The settings of a run that goes on after 30 of its 40 steps. */
function resume(
  options: Partial<TrainOptions>,
  photos = SETTINGS.photos,
  kept: TrainingSettings = SETTINGS,
): TrainingSettings {
  const asked = { data: "data", output: "run", ...options };
  return checkResumed(asked, { settings: kept, step: 30 }).settle(photos);
}

/** Checks that it is refused in one line, by an exit code. */
function assertRefused(call: () => unknown, expected: RegExp, exitCode = 2) {
  assert.throws(call, (error) => {
    assert.ok(error instanceof UserError, `${error}`);
    assert.match(error.message, expected);
    assert.match(error.message, /^The training in run [^\n]*$/);
    assert.equal(error.exitCode, exitCode);
    return true;
  });
}

Deno.test("checkResumed() keeps the settings of the run, whatever the defaults are", () => {
  assert.deepEqual(resume({}), SETTINGS);
  const unusual = { ...SETTINGS, workers: 7, threads: 3, backend: "webgpu", evaluate: 500 };
  assert.deepEqual(resume({}, SETTINGS.photos, unusual), unusual);
});

Deno.test("checkResumed() takes options that say the same as the run", () => {
  const { loss, size, batch, rate, alpha, mixing, seed, backend, workers, threads } = SETTINGS;
  const same = { loss, size, batch, rate, alpha, mixing, seed, backend, workers, threads };
  // A run evaluates at the end of a round: 1 is 20.
  assert.deepEqual(resume({ ...same, evaluate: 1 }), SETTINGS);
  const named = { ...SETTINGS, network: NETWORKS["unet"] as TrainingSettings["network"] };
  assert.deepEqual(resume({ model: "unet" }, SETTINGS.photos, named), named);
});

Deno.test("checkResumed() goes on by the engine that the run was begun with, also where any will do", () => {
  const kept = { ...SETTINGS, backend: "webgpu" };
  assert.equal(resume({ backend: "auto" }, SETTINGS.photos, kept).backend, "webgpu");
});

Deno.test("checkResumed() refuses every setting that differs", () => {
  const others = {
    batch: 7,
    rate: 1,
    loss: "bce",
    seed: 8,
    size: 64,
    workers: 2,
    threads: 2,
    evaluate: 21,
    backend: "tensorflow",
    mixing: "saturating",
    alpha: [0.4, 0.6],
  } as const;
  for (const [name, value] of Object.entries(others)) {
    const expected = new RegExp(`was begun with ${name} .*, and cannot go on .*leave out ${name}`);
    assertRefused(() => resume({ [name]: value }), expected);
  }
});

Deno.test("checkResumed() refuses another network, and weights to begin from", () => {
  assertRefused(() => resume({ model: "unet" }), /of the kind difference.* than the model unet/);
  // The same kind, but larger.
  assertRefused(() => resume({ model: "difference" }), /than the model difference/);
  assert.throws(() => resume({ model: "resnet" }), /There is no model "resnet"/);
  assertRefused(() => resume({ from: tinyWeights() }), /own weights.*leave out from/);
});

Deno.test("checkResumed() refuses other photos, also where they are as many or in another order", () => {
  const [{ count, digest }, other] = [SETTINGS.photos, "fedcba9876543210"];
  assert.deepEqual(resume({}, { count, digest }), SETTINGS);
  const fewer = /begun with 100 photos, and these 99 are not the same .*same folders .*same order/;
  assertRefused(() => resume({}, { count: 99, digest: other }), fewer, 1);
  assertRefused(() => resume({}, { count, digest: other }), /these 100 are not the same/, 1);
});

Deno.test("checkResumed() takes other steps, in number or in epochs by the batch and workers there are", () => {
  assert.deepEqual(resume({ steps: 90 }), { ...SETTINGS, steps: 90 });
  assert.deepEqual(resume({ steps: 31 }), { ...SETTINGS, steps: 31 });
  assert.equal(resume({ epochs: 2 }).steps, 50);
});

Deno.test("checkResumed() refuses steps that are done already", () => {
  for (const options of [{ steps: 30 }, { steps: 1 }, { epochs: 1 }]) {
    assertRefused(() => resume(options), /has done 30 steps already, and is to end after \d+:/);
  }
  // A command that is given again when all is done does no harm.
  const done = { ...SETTINGS, steps: 30 };
  assert.deepEqual(resume({ steps: 30 }, SETTINGS.photos, done), done);
});
