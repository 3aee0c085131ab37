import assert from "node:assert/strict";
import { drawBatch } from "../../../src/learn/training/draw_batch.ts";
import type { TrainingSettings } from "../../../src/learn/training/settings.ts";
import { buildTraining } from "../../../src/learn/training/training_graph.ts";
import type { Values } from "../../../src/runtime/engine.ts";
import { onnxEngine } from "../../../src/runtime/onnx/onnx_engine.ts";
import { waves } from "../pairs_files.ts";
import { SETTINGS, stored, TINY, TINY_ENCODER } from "../tiny_networks.ts";

const BATCH = drawBatch([stored(waves(0.8, 7)), stored(waves(0.2, 11))], SETTINGS, 0);

/** Trains on the same batch again and again; the losses, and the state after each step. */
async function trained(settings: Partial<TrainingSettings>, count: number) {
  const { program, initial, feed } = buildTraining({ ...SETTINGS, ...settings });
  const executable = await onnxEngine({ threads: 1 }).compile(program, initial);
  const [losses, states]: [number[], Values[]] = [[], []];
  for (let step = 0; step < count; step++) {
    const { loss } = await executable.run({ ...BATCH, ...feed(step, 1) });
    losses.push(loss?.[0] as number);
    states.push(await executable.readState());
  }
  await executable.release();
  return { losses, states };
}

for (
  const [network, loss] of [
    [TINY, "log-error"],
    [TINY, "crossroad"],
    [TINY_ENCODER, "crossroad"],
  ] as const
) {
  Deno.test(`buildTraining() of a ${network.kind} under ${loss} learns a batch by heart`, async () => {
    const { losses } = await trained({ network, loss, rate: 0.01 }, 80);
    const error = (value = NaN) => loss === "log-error" ? Math.exp(value / 2) : value;
    assert.ok(error(losses.at(-1)) < 0.4 * error(losses[0]), `${losses[0]}, ${losses.at(-1)}`);
  });
}

Deno.test("buildTraining() averages weights: a plain mean at first, then the newest by its share", async () => {
  const { states } = await trained({ average: 0.75 }, 10);
  let expected = new Float32Array(states[0]?.["block 0"]?.length ?? 0);
  for (const [step, state] of states.entries()) {
    const [newest, average] = [state["block 0"], state["average block 0"]];
    const share = Math.max(0.25, 1 / (step + 1));
    expected = expected.map((v, i) => v + share * ((newest?.[i] as number) - v));
    assert.ok(average?.every((v, i) => Math.abs(v - (expected[i] as number)) < 1e-6), `${step}`);
  }
  assert.notDeepEqual(states[9]?.["block 0"], states[9]?.["average block 0"]);
});

Deno.test("buildTraining() begins with other weights for another seed, and with the same for the same", () => {
  const first = (seed: number) => buildTraining({ ...SETTINGS, seed }).initial["block 0"];
  assert.deepEqual(first(1), first(1));
  assert.notDeepEqual(first(1), first(2));
});

Deno.test("buildTraining() refuses a loss that it does not know", () => {
  assert.throws(() => buildTraining({ ...SETTINGS, loss: "none" }), /no loss "none"/);
});
