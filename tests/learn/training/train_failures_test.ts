import assert from "node:assert/strict";
import { decodeCheckpoint } from "../../../src/learn/training/checkpoint.ts";
import { train } from "../../../src/learn/training/train.ts";
import { namesIn, withFolder } from "../../cli/run_command.ts";
import { withDataSet } from "../pairs_files.ts";
import { tinyWeights } from "../tiny_networks.ts";
import { SHORT } from "./finished_run.ts";

Deno.test("train() fails in one line if the loss is not finite", async () => {
  await withDataSet(async (data, folder) => {
    const from = tinyWeights(undefined, () => 1e30);
    await assert.rejects(
      train({ ...SHORT, from, data, output: `${folder}/run` }),
      /^UserError: The training failed at step 20: its loss is (NaN|Infinity); [^\n]*rate$/,
    );
  });
});

Deno.test("train() fails in one line if the last update makes weights not finite, and keeps those before", async () => {
  await withDataSet(async (data, folder) => {
    // So large that the loss is still a number, but the square of its gradient is not.
    const from = tinyWeights(undefined, (first) => 1e8 * first);
    const output = `${folder}/run`;
    await assert.rejects(
      train({ ...SHORT, from, data, output, loss: "crossroad", steps: 1 }),
      /^UserError: The training failed at step 1: its weights [^\n]*no longer finite[^\n]*rate$/,
    );
    assert.deepEqual(await namesIn(output), ["checkpoint.safetensors"]);
    const bytes = await Deno.readFile(`${output}/checkpoint.safetensors`);
    const { step, state } = decodeCheckpoint(bytes, output);
    assert.equal(step, 0);
    assert.ok(Object.values(state).every((values) => values.every(Number.isFinite)));
  });
});

Deno.test("train() refuses options before it looks for photos, and makes no folder", async () => {
  await withFolder(async (folder) => {
    // There is no such data set: who gets to read it says so.
    const data = `${folder}/gone`;
    const output = `${folder}/run`;
    const unet = { loss: "log-error", model: "unet" };
    const damaged = { ...tinyWeights(), parameters: [] };
    const { from: _, ...short } = SHORT;
    for (
      const [options, expected] of [
        [{ size: 33 }, /^UserError: The size must/],
        [{ epochs: 0, steps: undefined }, /^UserError: The epochs must/],
        [{ seed: -1 }, /^UserError: The seed must/],
        [{ from: damaged }, /^UserError: Cannot use/],
        [unet, /^UserError: The log-error loss/],
        [{ backend: "abacus" }, /^UserError: There is no backend/],
        [{}, /^UserError: Cannot read .*gone/],
      ] as const
    ) {
      await assert.rejects(train({ ...short, ...options, data, output }), expected);
      assert.deepEqual(await namesIn(folder), []);
    }
  });
});
