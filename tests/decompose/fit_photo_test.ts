import assert from "node:assert/strict";
import { CheckpointFile } from "../../src/decompose/checkpoint/checkpoint_file.ts";
import { DOUBLE_EXPOSURE } from "../../src/decompose/double_exposure.ts";
import { fitPhoto, type FittedPhoto } from "../../src/decompose/fit_photo.ts";
import { StepClock } from "../../src/decompose/step_clock.ts";
import type { Engine } from "../../src/runtime/engine.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";
import { withFolder } from "../cli/run_command.ts";
import { photoOf } from "./split_cases.ts";

const STEPS = 12;
const engine = onnxEngine();
const working = await photoOf(32, 32);
/** At this rate weights overflow when they are squared, at a quarter of it or a sixteenth they do not. */
const OVERFLOWING = 1e18;

/** Fits the default recipe at some rate; so many steps, from a checkpoint if there is one. */
async function fit(
  rate: number,
  { path, until = Infinity, on = engine }: { path?: string; until?: number; on?: Engine } = {},
) {
  const notices: string[] = [];
  const onNotice = (notice: string) => void notices.push(notice);
  const origin = { version: "1", settings: { rate }, photo: "a", hint: null, weights: null };
  const file = path === undefined
    ? undefined
    : new CheckpointFile({ path, seconds: 0, resume: true }, origin, onNotice);
  const controller = new AbortController();
  const seen: number[] = [];
  const { engine: _, ...found }: FittedPhoto = await fitPhoto({
    working,
    given: {},
    recipe: { ...DOUBLE_EXPOSURE, settings: { ...DOUBLE_EXPOSURE.settings, rate } },
    settings: { steps: STEPS, seed: 1 },
    engine: on,
    clock: new StepClock(),
    file,
    from: await file?.read().catch(() => undefined),
    signal: controller.signal,
    onProgress: ({ step }) => {
      seen.push(step);
      if (seen.length === until) controller.abort();
      return Promise.resolve();
    },
    onNotice,
  });
  return { ...found, notices, seen };
}

Deno.test("fitPhoto() goes back when a loss is not finite, says so, and comes to its end", async () => {
  const { notices, stepsDone, losses, fitted } = await fit(OVERFLOWING);
  assert.ok(notices.length > 0 && notices.length < 4);
  for (const notice of notices) {
    assert.match(
      notice,
      /^The fit failed at step \d+ \(its \w+ loss is NaN\): going on from step 0 w/,
    );
  }
  assert.equal(stepsDone, STEPS);
  assert.deepEqual(losses.steps, Array.from({ length: STEPS }, (_, i) => i + 1));
  assert.ok(Object.values(losses.terms).flat().every(Number.isFinite));
  assert.ok([...fitted.layers, fitted.mask].every(({ data }) => data.every(Number.isFinite)));
});

Deno.test("fitPhoto() gives up with one line when smaller steps do not help", async () => {
  await assert.rejects(fit(1e30), {
    name: "UserError",
    message:
      /^The fit failed at step 2: its \w+ loss is NaN, after going back 3 times; try another/,
  });
});

Deno.test("fitPhoto() that went back, stopped anywhere and resumed, finds and says the same", async () => {
  const { seen: _, ...expected } = await fit(OVERFLOWING);
  const failing = Number(/failed at step (\d+)/.exec(expected.notices[0] ?? "")?.[1]);
  assert.ok(failing > 2, `${failing}`);
  for (const until of [1, failing - 1, failing, 7]) {
    await withFolder(async (folder) => {
      const path = `${folder}/kept`;
      const first = await fit(OVERFLOWING, { path, until });
      const { seen, ...found } = await fit(OVERFLOWING, { path });
      assert.deepEqual(found, expected);
      // Stopped just before the step that fails, it goes back as it would have done.
      assert.equal(seen[0], until === failing - 1 ? 1 : first.stepsDone + 1);
    });
  }
});

Deno.test("fitPhoto() that goes on by another engine says so, and only then", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/kept`;
    await fit(1e-3, { path, until: 2 });
    assert.deepEqual((await fit(1e-3, { path, until: 1 })).notices, []);
    const { notices } = await fit(1e-3, { path, on: { ...engine, device: "another one" } });
    assert.deepEqual(notices, [
      `The fit was begun by cpu (${engine.device}), and goes on by cpu (another one)`,
    ]);
  });
});
