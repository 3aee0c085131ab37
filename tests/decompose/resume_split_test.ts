import assert from "node:assert/strict";
import { type Progress, split, type SplitOptions } from "../../mod.ts";
import { withFolder } from "../cli/run_command.ts";
import { lasting, PATH, photoOf } from "./split_cases.ts";

/** Splits until a step; returns how it went to there. */
async function splitUntil(step: number, options: SplitOptions) {
  const controller = new AbortController();
  const onProgress = (progress: Progress) =>
    progress.step === step ? controller.abort() : undefined;
  const { report } = await split(PATH, { ...options, signal: controller.signal, onProgress });
  assert.equal(report.stepsDone, step);
  return report;
}

const stroke = { channels: 1, height: 128, width: 128, data: new Float32Array(128 * 128) };
stroke.data.fill(1, 4000, 4040);
const hint = { first: stroke, second: { ...stroke, data: stroke.data.toReversed() } };

Deno.test("split() that is stopped and resumed, twice, ends as if it had not been", async () => {
  await withFolder(async (folder) => {
    const options = { size: 32, steps: 9, backend: "cpu" };
    const expected = lasting(await split(PATH, options));
    const kept = { ...options, checkpoint: `${folder}/kept` };
    await splitUntil(4, kept);
    await splitUntil(5, { ...kept, resume: true });
    assert.deepEqual(lasting(await split(PATH, { ...kept, resume: true })), expected);
    // What was kept at its end yields the result once more, without a step.
    const steps: number[] = [];
    const onProgress = ({ step }: Progress) => void steps.push(step);
    assert.deepEqual(lasting(await split(PATH, { ...kept, resume: true, onProgress })), expected);
    assert.deepEqual(steps, []);
  });
});

for (
  const [name, settings] of [
    ["from nothing, in linear light", { init: "none", space: "linear" }],
    ["by strokes and the published recipe", { hint, recipe: "published", seed: 7 }],
  ] as const
) {
  Deno.test(`split() ${name} that is stopped and resumed ends as if it had not been`, async () => {
    await withFolder(async (folder) => {
      const options = { size: 32, steps: 5, backend: "cpu", ...settings };
      const kept = { ...options, checkpoint: `${folder}/kept` };
      await splitUntil(2, kept);
      assert.deepEqual(
        lasting(await split(PATH, { ...kept, resume: true })),
        lasting(await split(PATH, options)),
      );
    });
  });
}

Deno.test("split() that is resumed counts the time that it took before", async () => {
  await withFolder(async (folder) => {
    const options = { size: 32, steps: 6, checkpoint: `${folder}/kept` };
    const { timings: before } = await splitUntil(3, options);
    const { report: { timings } } = await split(PATH, { ...options, resume: true });
    assert.ok(timings.startSeconds > before.startSeconds);
    assert.ok(timings.fitSeconds > before.fitSeconds);
  });
});

Deno.test("split() keeps the fit so often, and in any case at its end", async () => {
  await withFolder(async (folder) => {
    const checkpoint = `${folder}/kept`;
    const times = async (checkpointSeconds: number) => {
      const seen = new Set<unknown>();
      const look = async () =>
        seen.add(
          await Deno.stat(checkpoint).then(({ mtime }) => mtime?.getTime(), () => undefined),
        );
      const options = { size: 32, steps: 5, checkpoint, checkpointSeconds, onProgress: look };
      await split(PATH, { ...options, onProgress: async () => void await look() });
      await look();
      await Deno.remove(checkpoint);
      return seen.size;
    };
    assert.equal(await times(0), 6);
    assert.equal(await times(1000), 2);
  });
});

Deno.test("split() goes on without a checkpoint where it cannot write one, and says so", async () => {
  const notices: string[] = [];
  const { report } = await split(PATH, {
    size: 32,
    steps: 3,
    checkpoint: "/nowhere/kept",
    checkpointSeconds: 0,
    onNotice: (notice) => void notices.push(notice),
  });
  assert.equal(report.stopped, false);
  assert.deepEqual(report.notices, notices);
  assert.equal(notices.length, 1);
  assert.match(notices[0] ?? "", /^Cannot write to \/nowhere\/kept: .*; the fit goes on$/);
});

Deno.test("split() is not resumed on another photo, with other strokes or options", async () => {
  await withFolder(async (folder) => {
    const options = { size: 32, steps: 4, checkpoint: `${folder}/kept` };
    await splitUntil(2, options);
    const bytes = await Deno.readFile(options.checkpoint);
    for (
      const [reason, others, photo] of [
        ["of another photo", {}, await photoOf(40, 40)],
        ["made without a hint", { hint }, PATH],
        ["made with --seed 0;", { seed: 1 }, PATH],
        ["made with --steps 4;", { steps: 5 }, PATH],
        ["made with --init unet --size 32;", { init: "none", size: 48 }, PATH],
        ["made with --space srgb;", { space: "linear" }, PATH],
      ] as const
    ) {
      await assert.rejects(split(photo, { ...options, ...others, resume: true }), (error) => {
        assert.match(
          `${error}`,
          new RegExp(`^UserError: Cannot go on from .*: it (is|was) ${reason}`),
        );
        assert.doesNotMatch(`${error}`, /\n/);
        return true;
      });
    }
    assert.deepEqual(await Deno.readFile(options.checkpoint), bytes);
    await assert.rejects(split(PATH, { ...options, checkpoint: undefined, resume: true }), {
      name: "UserError",
      message: "There is nothing to go on from: name the checkpoint, or leave out resume",
    });
  });
});
