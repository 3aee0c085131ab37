import assert from "node:assert/strict";
import { train } from "../../../src/learn/training/train.ts";
import type { TrainingProgress } from "../../../src/learn/training/options.ts";
import { namesIn } from "../../cli/run_command.ts";
import { withDataSet } from "../pairs_files.ts";
import { TINY_ENCODER, tinyWeights } from "../tiny_networks.ts";
import { finishedRun, SHORT } from "./finished_run.ts";

Deno.test("train() beats the copy where of two photos the one is always bright and the other dark", async () => {
  await withDataSet(async (data, folder) => {
    const { history, best, steps } = await train({
      ...SHORT,
      data,
      output: `${folder}/run`,
      batch: 4,
      steps: 120,
      rate: 0.02,
    });
    const last = history.at(-1);
    assert.ok(last && last.psnr > last.copy + 3, `${last?.psnr} dB, the copy ${last?.copy}`);
    assert.equal(steps, 120);
    assert.equal(best?.notes.psnr, Math.max(...history.map(({ psnr }) => psnr)).toFixed(3));
  });
});

Deno.test("train() by cross-entropy answers nearly one picture twice, by crossroad two", async () => {
  await withDataSet(async (data, folder) => {
    const apart = async (loss: string) => {
      const { history } = await train({
        ...SHORT,
        from: tinyWeights(TINY_ENCODER),
        data,
        loss,
        output: `${folder}/${loss}`,
        batch: 4,
        steps: 200,
        rate: 0.03,
      });
      return history.at(-1)?.apart as number;
    };
    const [bce, crossroad] = [await apart("bce"), await apart("crossroad")];
    // The true layers are 0.5 apart.
    assert.ok(bce < 0.1 && crossroad > 0.25, `${bce}, ${crossroad}`);
  });
});

Deno.test("train() leaves weights, a checkpoint, curves, and a sheet for each evaluation", async () => {
  await withDataSet(async (data, folder) => {
    const output = `${folder}/run`;
    const progress: TrainingProgress[] = [];
    const { history } = await train({
      ...SHORT,
      data,
      output,
      onProgress: (stand) => void progress.push(stand),
    });
    // At every twentieth step, and at the last.
    assert.deepEqual(history.map(({ step }) => step), [20, 40, 60, 70]);
    assert.deepEqual(progress.map(({ step, steps }) => [step, steps]), [
      [20, 70],
      [40, 70],
      [60, 70],
      [70, 70],
    ]);
    assert.ok(progress.every(({ stepsPerSecond }) => stepsPerSecond > 0));
    assert.equal(progress.at(-1)?.secondsLeft, 0);
    assert.deepEqual(await namesIn(output), [
      "best.safetensors",
      "checkpoint.safetensors",
      "curves.svg",
      ...[20, 40, 60, 70].map((step) => `samples-${String(step).padStart(7, "0")}.png`),
    ]);
  });
});

Deno.test("train() with the same seed yields the same weights, with another seed others", async () => {
  await withDataSet(async (data, folder) => {
    for (const [output, seed] of [["once", 5], ["again", 5], ["other", 6]] as const) {
      await train({ ...SHORT, data, output: `${folder}/${output}`, steps: 20, seed });
    }
    const once = await finishedRun(`${folder}/once`);
    assert.deepEqual(await finishedRun(`${folder}/again`), once);
    const other = await finishedRun(`${folder}/other`);
    assert.notDeepEqual(other.best.parameters, once.best.parameters);
  });
});

Deno.test("train() keeps the weights of the best evaluation, not of the last", async () => {
  await withDataSet(async (data, folder) => {
    // At this rate the network is soon thrown about.
    const output = `${folder}/run`;
    const { history, best } = await train({ ...SHORT, data, output, steps: 200, rate: 0.3 });
    const scores = history.map(({ psnr }) => psnr);
    const highest = scores.indexOf(Math.max(...scores));
    assert.notEqual(highest, scores.length - 1, `${scores}`);
    assert.equal(best?.notes.step, String(history[highest]?.step));
  });
});
