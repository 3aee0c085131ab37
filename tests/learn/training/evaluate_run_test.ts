import assert from "node:assert/strict";
import type { TrainingCheckpoint } from "../../../src/learn/training/checkpoint.ts";
import { evaluateRun } from "../../../src/learn/training/evaluate_run.ts";
import { RunFolder } from "../../../src/learn/training/run_folder.ts";
import { continueFrom } from "../../../src/learn/training/trained_weights.ts";
import { buildTraining } from "../../../src/learn/training/training_graph.ts";
import type { Weights } from "../../../src/weights/weights.ts";
import { withFolder } from "../../cli/run_command.ts";
import { waves } from "../pairs_files.ts";
import { SETTINGS, stored, tinyWeights } from "../tiny_networks.ts";

const [A, B] = [waves(0.8, 7, 32), waves(0.2, 11, 32)];
const DATA = {
  photos: [stored(A), stored(B)],
  pairs: [{ name: "a-b", mixture: A, layers: [A, B] }],
} as const;
/** Evaluated before, all but for the PSNR. */
const BEFORE = { step: 20, loss: 0.3, copy: 14, apart: 0.1, seconds: 3 };

/** What is found of weights, after evaluations that found such PSNRs; and the best that is kept. */
async function evaluated(weights: Weights, ...past: readonly number[]) {
  const state = structuredClone({ ...buildTraining(SETTINGS).initial });
  continueFrom(weights, state);
  const run: TrainingCheckpoint = {
    settings: SETTINGS,
    step: 40,
    seconds: 7,
    history: past.map((psnr) => ({ ...BEFORE, psnr })),
    losses: [0.1, 0.3],
    state,
  };
  let best: Weights | undefined;
  let after = run;
  await withFolder(async (path) => {
    const folder = new RunFolder(path);
    after = await evaluateRun(run, DATA, folder);
    best = await folder.best();
  });
  return { after, best };
}

Deno.test("evaluateRun() adds what it found to the run, and begins to gather losses anew", async () => {
  const { after } = await evaluated(tinyWeights(), 5);
  assert.deepEqual(after.losses, []);
  assert.equal(after.history.length, 2);
  const found = after.history[1];
  assert.deepEqual([found?.step, found?.loss, found?.seconds], [40, 0.2, 7]);
  assert.ok(found && found.psnr > 5 && found.psnr < 30, `${found?.psnr}`);
});

Deno.test("evaluateRun() keeps weights that are better than all before, and no others", async () => {
  assert.equal((await evaluated(tinyWeights())).best?.notes.step, "40");
  assert.equal((await evaluated(tinyWeights(), 5, 1)).best?.notes.step, "40");
  assert.equal((await evaluated(tinyWeights(), 99, 1)).best, undefined);
});

Deno.test("evaluateRun() keeps no weights whose PSNR is no number, and is not held up by such", async () => {
  const { after, best } = await evaluated(tinyWeights(undefined, (first) => 1e30 * first));
  assert.ok(!Number.isFinite(after.history[0]?.psnr));
  assert.equal(best, undefined);
  assert.equal((await evaluated(tinyWeights(), NaN, 5)).best?.notes.step, "40");
});
