import assert from "node:assert/strict";
import { train } from "../../../src/learn/training/train.ts";
import type { TrainOptions } from "../../../src/learn/training/options.ts";
import { BACKENDS } from "../../../src/runtime/backends.ts";
import { namesIn } from "../../cli/run_command.ts";
import { withCacheFolder } from "../../runtime/cache_folder.ts";
import { waves, withDataSet, writePhotos } from "../pairs_files.ts";
import { finishedRun, SHORT } from "./finished_run.ts";

/** Trains until that step. */
async function trainUntil(step: number, options: TrainOptions): Promise<void> {
  const controller = new AbortController();
  const { steps } = await train({
    ...options,
    signal: controller.signal,
    onProgress: (progress) => {
      if (progress.step >= step) controller.abort();
    },
  });
  assert.equal(steps, step);
}

for (
  const [what, settings] of [
    ["", {}],
    [" two copies of a network", { workers: 2 }],
    [" a network with critics", { loss: "adversarial" }],
  ] as const
) {
  Deno.test(`train() of${what || " a network"} that is stopped and resumed ends as if it had not been`, async () => {
    await withDataSet(async (data, folder) => {
      const [whole, stopped] = [`${folder}/whole`, `${folder}/stopped`];
      // Evaluations at 40 and 70: the first stop is between two of them.
      const options = { ...SHORT, ...settings, data, evaluate: 40 };
      await train({ ...options, output: whole });
      await trainUntil(20, { ...options, output: stopped });
      await trainUntil(60, { data, output: stopped, resume: true });
      const { history } = await train({ data, output: stopped, resume: true });
      assert.deepEqual(history.map(({ step }) => step), [40, 70]);
      assert.deepEqual(await finishedRun(stopped), await finishedRun(whole));
      assert.deepEqual(await namesIn(stopped), await namesIn(whole));
    });
  });
}

Deno.test("train() that is resumed with more steps goes on to those", async () => {
  await withDataSet(async (data, folder) => {
    const output = `${folder}/run`;
    await train({ ...SHORT, data, output, steps: 20 });
    const { steps, history } = await train({ data, output, steps: 60, resume: true });
    assert.deepEqual([steps, history.map(({ step }) => step)], [60, [20, 40, 60]]);
    const { checkpoint } = await finishedRun(output);
    assert.deepEqual([checkpoint.step, checkpoint.settings.steps], [60, 60]);
  });
});

Deno.test("train() can be resumed from its very beginning", async () => {
  await withDataSet(async (data, folder) => {
    const [whole, struck] = [`${folder}/whole`, `${folder}/struck`];
    await train({ ...SHORT, data, output: whole });
    const onProgress = () => {
      throw new Error("Struck by lightning");
    };
    await assert.rejects(train({ ...SHORT, data, output: struck, onProgress }), /lightning/);
    await train({ data, output: struck, resume: true });
    assert.deepEqual(await finishedRun(struck), await finishedRun(whole));
  });
});

Deno.test("train() does not begin anew where there is a training, nor resumes a damaged one", async () => {
  await withDataSet(async (data, folder) => {
    const output = `${folder}/run`;
    await train({ ...SHORT, data, output, steps: 20 });
    const names = await namesIn(output);
    await assert.rejects(train({ ...SHORT, data, output }), /^UserError: There is a training in /);
    const file = `${output}/checkpoint.safetensors`;
    const bytes = await Deno.readFile(file);
    // A name within the header: the file is whole, and yet not the network's.
    const at = new TextDecoder("latin1").decode(bytes).indexOf("average block");
    const damaged = bytes.with(at, "A".charCodeAt(0));
    for (const broken of [bytes.subarray(0, bytes.length / 2), damaged, new Uint8Array()]) {
      await Deno.writeFile(file, broken);
      await assert.rejects(train({ data, output, resume: true }), /^UserError: Cannot [^\n]*$/);
    }
    await Deno.writeFile(file, bytes);
    await train({ data, output, resume: true });
    assert.deepEqual(await namesIn(output), names);
  });
});

Deno.test("train() is resumed on the photos that it was begun with, in their order, or not at all", async () => {
  await withDataSet(async (data, folder) => {
    const [output, one, other] = [`${folder}/run`, `${folder}/one`, `${folder}/other`];
    await writePhotos(one, { e: waves(0.5, 3) });
    await writePhotos(other, { f: waves(0.4, 5) });
    await train({ ...SHORT, data, output, steps: 20, extra: [one, other] });
    const resume = (extra: readonly string[]) =>
      train({ data, output, steps: 40, resume: true, extra });
    const refusal = /^UserError: The training in .* begun with 4 photos, and these \d [^\n]*order$/;
    await assert.rejects(resume([other, one]), refusal);
    await assert.rejects(resume([one]), refusal);
    await writePhotos(other, { f: waves(0.4, 6) });
    await assert.rejects(resume([one, other]), refusal);
    await writePhotos(other, { f: waves(0.4, 5) });
    assert.equal((await resume([one, other])).steps, 40);
  });
});

Deno.test("train() that is resumed refuses what it would pass over, and stays as it was", async () => {
  await withDataSet(async (data, folder) => {
    const output = `${folder}/run`;
    await train({ ...SHORT, data, output, steps: 40 });
    const finished = await finishedRun(output);
    const cases = {
      "own weights": { from: SHORT.from },
      "the model unet": { model: "unet" },
      "begun with evaluate 20": { evaluate: 21 },
      "begun with threads 1": { threads: 2 },
      "begun with backend cpu": { backend: "tensorflow" },
      "has done 40 steps already": { steps: 30 },
    };
    for (const [expected, options] of Object.entries(cases)) {
      await assert.rejects(
        train({ data, output, resume: true, ...options }),
        new RegExp(`^UserError: The training in .*${expected}[^\\n]*$`),
      );
    }
    assert.deepEqual(await finishedRun(output), finished);
  });
});

Deno.test("train() by whatever engine is best keeps which that was", async () => {
  await withCacheFolder(() =>
    withDataSet(async (data, folder) => {
      const output = `${folder}/run`;
      await train({ ...SHORT, data, output, steps: 20, backend: "auto" });
      const { checkpoint: { settings: { backend } } } = await finishedRun(output);
      assert.ok(Object.keys(BACKENDS).includes(backend), backend);
    })
  );
});
