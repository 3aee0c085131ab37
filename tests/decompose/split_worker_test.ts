import assert from "node:assert/strict";
import { type Layers, type Picture, split, type SplitOptions } from "../../mod.ts";
import { assertLayers, PATH, photoOf, SHORT } from "./split_cases.ts";

/** A fit whose step takes longer than a caller should have to wait: 250 ms on two cores. */
const HEAVY: SplitOptions = { recipe: "published", size: 384, steps: 3 };

/** The longest that an interval of 50 ms was kept waiting during a fit, in milliseconds. */
async function longestWait(photo: Picture): Promise<number> {
  let [last, longest] = [performance.now(), 0];
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 50);
  try {
    await split(photo, HEAVY);
  } finally {
    clearInterval(timer);
  }
  return longest;
}

Deno.test("split() leaves its caller's thread alone: an interval of 50 ms keeps firing", async () => {
  const photo = await photoOf(384, 384);
  // A shared machine may stall by itself; a fit that blocks its caller does so each time.
  const waits: number[] = [];
  do waits.push(await longestWait(photo)); while (waits.length < 3 && (waits.at(-1) ?? 0) >= 150);
  assert.ok(Math.min(...waits) < 150, `The longest waits were ${waits.map(Math.round)} ms`);
});

Deno.test("split() is stopped within a step by a signal from outside", async () => {
  const controller = new AbortController();
  let step = 0;
  const { report } = await split(PATH, {
    size: 64,
    steps: 100_000,
    signal: controller.signal,
    onProgress: (progress) => {
      step = progress.step;
      if (step === 5) setTimeout(() => controller.abort(), 30);
    },
  });
  assert.ok(report.stopped);
  assert.equal(report.stepsDone, step);
});

Deno.test("split() answers a preview that is asked for after the end", async () => {
  let preview: (() => Promise<Layers>) | undefined;
  const { photo, layers, mask, reconstruction } = await split(PATH, {
    ...SHORT,
    onProgress: (progress) => void (preview = progress.preview),
  });
  assert.deepEqual(await preview?.(), { photo, layers, mask, reconstruction });
});

Deno.test("split() answers a preview that nobody waited for", async () => {
  const asked: Promise<Layers>[] = [];
  await split(PATH, { ...SHORT, onProgress: ({ preview }) => void asked.push(preview()) });
  assert.equal(asked.length, SHORT.steps);
  for (const layers of await Promise.all(asked)) assertLayers(layers, [128, 128]);
});

Deno.test("split() of pixels leaves them to its caller", async () => {
  const photo = await photoOf(40, 30);
  const before = photo.data.slice();
  await split(photo, SHORT);
  assert.deepEqual(photo.data, before);
});
