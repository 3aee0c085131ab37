import assert from "node:assert/strict";
import { progressText, terminalBar } from "../../src/cli/progress.ts";
import type { Progress } from "../../src/decompose/types.ts";

/** To the first column, and erase the line. */
const ERASE = "\r\x1b[K";

function at(step: number, steps = 400): Progress {
  return {
    step,
    steps,
    losses: { total: 0.03125 },
    seconds: step / 4,
    stepsPerSecond: 4,
    secondsLeft: (steps - step) / 4,
    preview: () => Promise.reject(new Error("not needed")),
  };
}

Deno.test("progressText() has step, loss, speed and time left", () => {
  assert.equal(
    progressText(at(60)),
    "step  60 of 400, loss 0.0313, 4.0 steps/s, 1 min 25 s left",
  );
});

Deno.test("progressText() writes speeds without exponents", () => {
  assert.match(progressText({ ...at(1), stepsPerSecond: 123.4 }), / 123 steps\/s/);
  assert.match(progressText({ ...at(1), stepsPerSecond: 0.0512 }), / 0.051 steps\/s/);
});

Deno.test("terminalBar() redraws one line that grows, and ends it at the last step", () => {
  const written: string[] = [];
  const bar = terminalBar((text) => written.push(text), () => 120, progressText);
  bar.show(at(1, 2));
  bar.show(at(2, 2));
  const full = "=".repeat(12);
  assert.deepEqual(written, [
    `${ERASE}[${full}            ] ${progressText(at(1, 2))}`,
    `${ERASE}[${full}${full}] ${progressText(at(2, 2))}\n`,
  ]);
});

Deno.test("terminalBar() does not draw every step of a fast fit, nor beyond the last column", () => {
  const written: string[] = [];
  const bar = terminalBar((text) => written.push(text), () => 40, progressText);
  for (let step = 1; step <= 400; step++) bar.show(at(step));
  assert.ok(written.length >= 2 && written.length < 50, `${written.length} redraws`);
  for (const text of written) {
    assert.equal(text.slice(ERASE.length).replace("\n", "").length, 39);
  }
});

Deno.test("terminalBar() erases itself before other lines", () => {
  const written: string[] = [];
  terminalBar((text) => written.push(text), () => 80, progressText).say("Stopping");
  assert.deepEqual(written, [`${ERASE}Stopping\n`]);
});
