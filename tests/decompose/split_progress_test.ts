import assert from "node:assert/strict";
import * as ort from "onnxruntime-node";
import { type Layers, type Progress, split } from "../../mod.ts";
import { splitHere } from "../../src/decompose/split_here.ts";
import { assertLayers, lasting, PATH, photoOf, SHORT } from "./split_cases.ts";

Deno.test("split() tells of each step in order, and waits for who is told", async () => {
  const seen: Progress[] = [];
  let busy = false;
  const { report } = await split(PATH, {
    size: 32,
    steps: 6,
    onProgress: async (progress) => {
      assert.equal(busy, false);
      busy = true;
      await new Promise((resolve) => setTimeout(resolve, 2));
      seen.push(progress);
      busy = false;
    },
  });
  assert.deepEqual(
    seen.map(({ step, steps }) => [step, steps]),
    [1, 2, 3, 4, 5, 6].map((s) => [s, 6]),
  );
  const terms = Object.keys(seen[0]?.losses ?? {});
  for (const name of terms) {
    assert.deepEqual(seen.map(({ losses }) => losses[name]), report.losses.terms[name]);
  }
  assert.deepEqual(Object.keys(report.losses.terms), terms);
  seen.forEach(({ seconds, stepsPerSecond, secondsLeft, step }, i) => {
    assert.ok(seconds > (seen[i - 1]?.seconds ?? 0));
    assert.ok(Number.isFinite(stepsPerSecond) && stepsPerSecond > 0);
    assert.ok(Math.abs(secondsLeft * stepsPerSecond - (6 - step)) < 1e-6);
  });
});

Deno.test("split() shows mid-fit, when asked, what stopping there would yield", async () => {
  const controller = new AbortController();
  let preview: Layers | undefined;
  const result = await split(await photoOf(50, 41), {
    size: 32,
    steps: 20,
    signal: controller.signal,
    onProgress: async (progress) => {
      if (progress.step === 2) assertLayers(await progress.preview(), [50, 41]);
      if (progress.step !== 5) return;
      preview = await progress.preview();
      controller.abort();
    },
  });
  const { report, photo, layers, mask, reconstruction } = result;
  assert.deepEqual(preview, { photo, layers, mask, reconstruction });
  assert.deepEqual([report.stopped, report.stepsDone, report.settings.steps], [true, 5, 20]);
  assert.deepEqual(report.losses.steps, [1, 2, 3, 4, 5]);
});

Deno.test("split() is not changed by being watched", async () => {
  const watched = await split(PATH, {
    ...SHORT,
    onProgress: async ({ preview }) => void await preview(),
  });
  assert.deepEqual(lasting(watched), lasting(await split(PATH, SHORT)));
});

Deno.test("split() stopped during its last step is not called stopped", async () => {
  const controller = new AbortController();
  const { report } = await split(PATH, {
    ...SHORT,
    signal: controller.signal,
    onProgress: ({ step, steps }) => step === steps ? controller.abort() : undefined,
  });
  assert.deepEqual([report.stopped, report.stepsDone], [false, 3]);
});

Deno.test("split() stopped before its first step is an AbortError", async () => {
  const steps: number[] = [];
  const options = { ...SHORT, onProgress: ({ step }: Progress) => void steps.push(step) };
  await assert.rejects(split(PATH, { ...options, signal: AbortSignal.abort() }), {
    name: "AbortError",
    message: "The fit was stopped before its first step",
  });
  assert.deepEqual(steps, []);
});

Deno.test("split() lets timers have their turn, so that one can stop it", async () => {
  const controller = new AbortController();
  const { report } = await split(PATH, {
    size: 32,
    steps: 1_000_000,
    signal: controller.signal,
    onProgress: ({ step }) => {
      if (step === 1) setTimeout(() => controller.abort(), 20);
    },
  });
  assert.ok(report.stopped && report.stepsDone > 0);
});

const thrown = () => {
  throw new Error("enough");
};
const FAILURES = [thrown, () => Promise.reject(new Error("enough"))];

Deno.test("split() passes on what onProgress throws", async () => {
  for (const fail of FAILURES) {
    await assert.rejects(split(PATH, { ...SHORT, onProgress: fail }), /^Error: enough$/);
  }
});

Deno.test("splitHere() frees the engine of a fit in any case, and keeps the trained network", async () => {
  const sessions: ort.InferenceSession[] = [];
  const { create } = ort.InferenceSession;
  const watch: { create: (...args: Parameters<typeof create>) => ReturnType<typeof create> } =
    ort.InferenceSession;
  await splitHere(PATH, SHORT);
  watch.create = async (...args) => {
    const session = await create.apply(ort.InferenceSession, args);
    sessions.push(session);
    return session;
  };
  try {
    for (const fail of FAILURES) {
      await assert.rejects(splitHere(PATH, { ...SHORT, onProgress: fail }), /^Error: enough$/);
    }
    await assert.rejects(splitHere(PATH, { ...SHORT, signal: AbortSignal.abort() }));
    await splitHere(PATH, SHORT);
  } finally {
    watch.create = create;
  }
  // The fit four times; the trained network is that of the first photo.
  assert.equal(sessions.length, 4);
  // What is freed cannot be freed again.
  for (const session of sessions) await assert.rejects(() => session.release(), /disposed/);
});
