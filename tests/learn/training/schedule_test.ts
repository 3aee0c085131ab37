import assert from "node:assert/strict";
import { rateFactor } from "../../../src/learn/training/schedule.ts";

Deno.test("rateFactor() grows for 200 steps, stays, and falls over the last two fifths", () => {
  const expected = [[0, 0.005], [99, 0.5], [199, 1], [400, 1], [600, 1], [700, 0.75], [800, 0.5], [
    999,
    0.0025,
  ]] as const;
  for (const [step, factor] of expected) {
    assert.ok(Math.abs(rateFactor(step, 1000) - factor) < 1e-9, `${step}`);
  }
});

Deno.test("rateFactor() is above 0 and at most 1 at each step of a run of any length", () => {
  for (const steps of [1, 2, 7, 100, 1000]) {
    for (let step = 0; step < steps; step++) {
      const factor = rateFactor(step, steps);
      assert.ok(factor > 0 && factor <= 1, `${step} of ${steps}: ${factor}`);
    }
  }
});

Deno.test("rateFactor() is the same in a longer run until the shorter one begins to fall", () => {
  for (let step = 0; step <= 600; step++) {
    assert.equal(rateFactor(step, 1000), rateFactor(step, 5000));
  }
  assert.notEqual(rateFactor(601, 1000), rateFactor(601, 5000));
});
