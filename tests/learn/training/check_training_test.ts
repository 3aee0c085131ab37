import assert from "node:assert/strict";
import { UserError } from "../../../src/errors.ts";
import { LOSS_NAMES } from "../../../src/learn/training/losses.ts";
import { NETWORKS } from "../../../src/learn/training/networks.ts";
import { checkTraining } from "../../../src/learn/training/check_training.ts";
import type { TrainOptions } from "../../../src/learn/training/options.ts";
import type { NetworkDescription } from "../../../src/nn/networks.ts";
import { TINY, TINY_ENCODER, tinyWeights } from "../tiny_networks.ts";

const check = (options: Partial<TrainOptions>, photos = 100) =>
  checkTraining({ data: "data", output: "run", ...options })
    .settle({ count: photos, digest: "0123456789abcdef" });

Deno.test("checkTraining() has a default for everything", () => {
  const settings = check({});
  assert.deepEqual(settings.network, NETWORKS["difference"]);
  assert.deepEqual([settings.loss, settings.size, settings.batch], ["log-error", 128, 8]);
  assert.deepEqual([settings.steps, settings.evaluate, settings.alpha], [20_000, 1000, [0.5, 0.5]]);
  const { workers, threads } = settings;
  assert.ok(workers * threads <= navigator.hardwareConcurrency);
});

Deno.test("checkTraining() takes every model and every loss that suits it", () => {
  for (const model of ["encoder-decoder", "unet", "difference"]) {
    for (const loss of ["log-error", "bce", "crossroad", "adversarial"]) {
      if (loss === "log-error" && model !== "difference") continue;
      const settings = check({ model, loss });
      assert.deepEqual([settings.network.kind, settings.loss], [model, loss]);
    }
  }
  assert.deepEqual(LOSS_NAMES, ["log-error", "crossroad", "bce", "adversarial"]);
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

Deno.test("checkTraining() knows what to read before it knows the photos, and then names them", () => {
  const plan = checkTraining({ data: "data", output: "run", size: 64 });
  assert.equal(plan.size, 64);
  assert.deepEqual(plan.settle({ count: 7, digest: "abc" }).photos, { count: 7, digest: "abc" });
});

Deno.test("checkTraining() minimises by default what suits the network", () => {
  const losses = [
    check({ model: "difference" }),
    check({ from: tinyWeights(TINY) }),
    check({ model: "unet" }),
    check({ model: "encoder-decoder" }),
    check({ from: tinyWeights(TINY_ENCODER) }),
  ].map(({ loss }) => loss);
  assert.deepEqual(losses, ["log-error", "log-error", "crossroad", "crossroad", "crossroad"]);
});

Deno.test("checkTraining() begins from weights of a model that is named, if they are of it", () => {
  const unet = NETWORKS["unet"] as NetworkDescription;
  // As a file may have it: with its keys in another order.
  const network = { options: unet.options, kind: unet.kind } as NetworkDescription;
  assert.deepEqual(check({ model: "unet", from: tinyWeights(network) }).network, unet);
  assert.deepEqual(check({ from: tinyWeights(TINY) }).network, TINY);
  for (const [model, from] of [["unet", TINY], ["difference", TINY]] as const) {
    assert.throws(
      () => check({ model, from: tinyWeights(from) }),
      new RegExp(
        `^UserError: The weights .*of the kind difference.* than the model ${model}: leave`,
      ),
    );
  }
});

Deno.test("checkTraining() refuses weights that are not those of their network, before any photo is read", () => {
  const weights = tinyWeights();
  const damaged = { ...weights, parameters: weights.parameters.slice(1), file: "my.safetensors" };
  assert.throws(
    () => checkTraining({ data: "data", output: "run", from: damaged }),
    /^UserError: Cannot use my\.safetensors: the weights are not those of the network/,
  );
});

Deno.test("checkTraining() refuses what is not to be had, as a mistake of the user", () => {
  const cases: readonly (readonly [Partial<TrainOptions>, RegExp])[] = [
    [{ model: "resnet" }, /no model "resnet": choose one of difference, encoder-decoder, unet/],
    [{ model: "unet", loss: "log-error" }, /log-error loss .*kind unet .*one of crossroad, bce/],
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
