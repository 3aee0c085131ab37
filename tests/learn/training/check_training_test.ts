import assert from "node:assert/strict";
import { UserError } from "../../../src/errors.ts";
import { LOSS_NAMES } from "../../../src/learn/training/losses.ts";
import { NETWORKS } from "../../../src/learn/training/networks.ts";
import { checkTraining } from "../../../src/learn/training/check_training.ts";
import type { TrainOptions } from "../../../src/learn/training/options.ts";
import { SETTINGS, TINY, tinyWeights } from "../tiny_networks.ts";

const check = (options: Partial<TrainOptions>, photos = 100) =>
  checkTraining({ data: "data", output: "run", ...options }, photos);

Deno.test("checkTraining() has a default for everything", () => {
  const settings = check({});
  assert.deepEqual(settings.network, NETWORKS["difference"]);
  assert.deepEqual([settings.loss, settings.size, settings.batch], ["log-error", 128, 8]);
  assert.deepEqual([settings.steps, settings.evaluate, settings.alpha], [20_000, 1000, [0.5, 0.5]]);
  const { workers, threads } = settings;
  assert.ok(workers * threads <= navigator.hardwareConcurrency);
});

Deno.test("checkTraining() takes every model and every loss, and begins from weights as they are", () => {
  for (const model of ["encoder-decoder", "unet", "difference"]) {
    for (const loss of ["log-error", "bce", "crossroad", "adversarial"]) {
      const settings = check({ model, loss });
      assert.deepEqual([settings.network.kind, settings.loss], [model, loss]);
    }
  }
  assert.deepEqual(LOSS_NAMES, ["log-error", "crossroad", "bce", "adversarial"]);
  assert.deepEqual(check({ model: "unet", from: tinyWeights() }).network, TINY);
});

Deno.test("checkTraining() counts in epochs how often a photo is seen, of which a mixture shows two", () => {
  // 1000 photos, 3 times: 1500 mixtures, of which each step of two workers sees 8.
  const settings = { batch: 4, workers: 2 };
  assert.equal(check({ ...settings, epochs: 3 }, 1000).steps, 188);
  assert.equal(check({ ...settings, epochs: 0.001 }, 1000).steps, 1);
});

Deno.test("checkTraining() evaluates at the end of a round of 20 steps", () => {
  const evaluate = [1, 20, 21, 1000].map((evaluate) => check({ evaluate }).evaluate);
  assert.deepEqual(evaluate, [20, 20, 40, 1000]);
});

Deno.test("checkTraining() of a run that is resumed keeps its settings, and takes other steps", () => {
  const same = { data: "data", output: "run", batch: SETTINGS.batch, alpha: [0.5, 0.5] as const };
  assert.deepEqual(checkTraining(same, 100, SETTINGS), SETTINGS);
  assert.deepEqual(checkTraining({ ...same, steps: 90 }, 100, SETTINGS), {
    ...SETTINGS,
    steps: 90,
  });
  // By the batch and the workers that it has: 2 and 1.
  assert.equal(checkTraining({ ...same, epochs: 2 }, 100, SETTINGS).steps, 50);
});

Deno.test("checkTraining() of a run that is resumed refuses other settings, and other photos", () => {
  const others = {
    batch: 7,
    rate: 1,
    loss: "bce",
    seed: 8,
    size: 64,
    workers: 2,
    mixing: "saturating",
    alpha: [0.4, 0.6],
  } as const;
  const resume = (options: Partial<TrainOptions>, photos = 100) => () =>
    checkTraining({ data: "data", output: "run", ...options }, photos, SETTINGS);
  for (const [name, value] of Object.entries(others)) {
    const expected = new RegExp(
      `^UserError: The training in run has the ${name} .*leave out ${name}`,
    );
    assert.throws(resume({ [name]: value }), expected);
  }
  assert.throws(resume({}, 99), /^UserError: .*begun with 100 photos, and now there are 99/);
});

Deno.test("checkTraining() refuses what is not to be had, as a mistake of the user", () => {
  const cases: readonly (readonly [Partial<TrainOptions>, RegExp])[] = [
    [{ model: "resnet" }, /no model "resnet": choose one of difference, encoder-decoder, unet/],
    [{ loss: "l2" }, /no loss "l2"/],
    [{ mixing: "screen" }, /no mixing "screen"/],
    [{ backend: "abacus" }, /no backend "abacus"/],
    [{ size: 16 }, /size must be a whole number from 32 to 512, not 16/],
    [{ size: 100 }, /size must be a multiple of 16 .*, not 100/],
    [{ size: 36, model: "unet" }, /size must be a multiple of 8 .*, not 36/],
    [{ batch: 0 }, /batch must be/],
    [{ steps: 1.5 }, /steps must be/],
    [{ rate: 0 }, /rate must be/],
    [{ rate: NaN }, /rate must be/],
    [{ epochs: 0 }, /epochs must be/],
    [{ steps: 5, epochs: 5 }, /steps or epochs, not both/],
    [{ seed: -1 }, /seed must be/],
    [{ workers: 0 }, /workers must be/],
    [{ threads: 1000 }, /threads must be/],
    [{ evaluate: 0 }, /evaluate must be/],
    [{ alpha: [0.6, 0.4] }, /alpha must be .*, not 0\.6\.\.0\.4/],
    [{ alpha: [1.5, 1.5] }, /alpha must be .*, not 1\.5/],
    [{ alpha: [0, 0.5] }, /alpha must be/],
    [{ loss: "adversarial", workers: 2 }, /adversarial loss takes one worker, not 2/],
  ];
  for (const [options, expected] of cases) {
    assert.throws(() => check(options), (error) => {
      assert.ok(error instanceof UserError, `${error}`);
      assert.match(error.message, expected);
      assert.equal(error.exitCode, 2);
      return true;
    });
  }
});
