import assert from "node:assert/strict";
import { adam } from "../../../src/fit/adam.ts";
import { buildAdversarial } from "../../../src/learn/training/adversarial_graph.ts";
import { Adversary } from "../../../src/learn/training/adversary.ts";
import { drawBatch } from "../../../src/learn/training/draw_batch.ts";
import { batchInputs, BLOCKS } from "../../../src/learn/training/training_graph.ts";
import { crossroadLoss } from "../../../src/losses/crossroad.ts";
import { buildNetwork } from "../../../src/nn/networks.ts";
import { Parameters } from "../../../src/nn/parameters.ts";
import { Random } from "../../../src/random.ts";
import type { Values } from "../../../src/runtime/engine.ts";
import { onnxEngine } from "../../../src/runtime/onnx/onnx_engine.ts";
import { waves } from "../pairs_files.ts";
import { SETTINGS, stored } from "../tiny_networks.ts";

const ENGINE = onnxEngine({ threads: 1 });
const LATE = { ...SETTINGS, steps: 400 };
/** Steps in which the critics are silent. */
const SILENT = 20;
const PHOTOS = [stored(waves(0.8, 7)), stored(waves(0.2, 11)), stored(waves(0.5, 17))];

/** The state before and after each step of the adversarial training. */
async function adversarialStates(count: number): Promise<Values[]> {
  const { program, initial, feed } = buildAdversarial(LATE);
  const adversary = new Adversary(LATE);
  const executable = await ENGINE.compile(program, initial);
  const states = [await executable.readState()];
  for (let step = 0; step < count; step++) {
    const batch = drawBatch(PHOTOS, LATE, step);
    const feeds = { ...batch, ...feed(step, 1), ...adversary.feeds(batch, step) };
    adversary.remember(batch, await executable.run(feeds), step);
    states.push(await executable.readState());
  }
  await executable.release();
  return states;
}

/** The weights before and after each step under the crossroad loss alone. */
async function crossroadStates(count: number): Promise<Values[]> {
  const { mixture, first, second } = batchInputs(LATE);
  const parameters = new Parameters(new Random(LATE.seed, "weights"), BLOCKS);
  const loss = crossroadLoss(buildNetwork(LATE.network, mixture, parameters), [first, second]);
  const { state, feeds, feed, initial } = adam(loss, parameters, { rate: LATE.rate, beta1: 0.5 });
  const program = { feeds: { mixture, first, second, ...feeds }, state, results: { loss } };
  const executable = await ENGINE.compile(program, initial);
  const states = [await executable.readState()];
  for (let step = 0; step < count; step++) {
    await executable.run({ ...drawBatch(PHOTOS, LATE, step), ...feed(step) });
    states.push(await executable.readState());
  }
  await executable.release();
  return states;
}

/** The largest difference between two states, over the blocks of that name. */
function apart(a: Values | undefined, b: Values | undefined, names: RegExp): number {
  const differences = Object.entries(a ?? {}).filter(([name]) => names.test(name))
    .map(([name, values]) =>
      values.reduce((most, v, i) => Math.max(most, Math.abs(v - (b?.[name]?.[i] as number))), 0)
    );
  assert.ok(differences.length > 0);
  return Math.max(...differences);
}

const NETWORK = /^block \d+$/;
const CRITICS = /^critic \d+$/;
const [adversarial, crossroad] = [await adversarialStates(26), await crossroadStates(26)];

Deno.test("buildAdversarial() trains by the crossroad loss alone for a twentieth of the steps", () => {
  for (let step = 0; step <= SILENT; step++) {
    assert.ok(apart(adversarial[step], crossroad[step], NETWORK) < 1e-6, `${step}`);
    assert.equal(apart(adversarial[step], adversarial[0], CRITICS), 0);
  }
  assert.ok(apart(adversarial[SILENT], adversarial[SILENT - 1], NETWORK) > 1e-3);
});

Deno.test("buildAdversarial() then lets the network hear the critics", () => {
  assert.ok(apart(adversarial[26], crossroad[26], NETWORK) > 1e-4);
});

Deno.test("buildAdversarial() moves the critics by the learning rate at their first step, as Adam does", () => {
  const moved = apart(adversarial[SILENT + 1], adversarial[SILENT], CRITICS);
  assert.ok(moved > 0.9 * LATE.rate && moved < 1.01 * LATE.rate, `${moved}`);
});
