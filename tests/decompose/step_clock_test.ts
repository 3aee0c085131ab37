import assert from "node:assert/strict";
import { StepClock } from "../../src/decompose/step_clock.ts";

/** Lets a known time pass, at least, on the clock that the steps are timed by. */
function spend(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

function steps(clock: StepClock, count: number, milliseconds: number): void {
  for (let i = 0; i < count; i++) {
    clock.begin();
    spend(milliseconds);
    clock.end();
  }
}

Deno.test("StepClock before its first step has spent all time on the start", () => {
  const clock = new StepClock();
  spend(5);
  const { startSeconds, fitSeconds, stepMilliseconds } = clock.timings();
  assert.ok(startSeconds >= 0.005);
  assert.deepEqual([fitSeconds, stepMilliseconds], [0, 0]);
});

// Time only ever runs longer than asked for, on a busy machine: these are bounds from below, or of
// one measure by another.
Deno.test("StepClock.timings() tells start, steps and what lies between them apart", () => {
  const before = performance.now();
  const clock = new StepClock();
  spend(8);
  for (let i = 0; i < 3; i++) {
    steps(clock, 1, 4);
    spend(6);
  }
  const { startSeconds, fitSeconds, stepMilliseconds } = clock.timings();
  const elapsed = (performance.now() - before) / 1000;
  assert.ok(startSeconds >= 0.008);
  assert.ok(fitSeconds >= 0.012);
  assert.ok(stepMilliseconds >= 4 && stepMilliseconds <= 1000 * fitSeconds);
  // The 18 ms between the steps are in neither.
  assert.ok(startSeconds + fitSeconds <= elapsed - 0.018 + 1e-6);
});

Deno.test("StepClock.timings() has the median step, which one slow step does not move", () => {
  const clock = new StepClock();
  steps(clock, 1, 60);
  steps(clock, 6, 0.1);
  const { fitSeconds, stepMilliseconds } = clock.timings();
  assert.ok(fitSeconds >= 0.06);
  // Far below the mean.
  assert.ok(stepMilliseconds < 1000 * fitSeconds / 7);
});

Deno.test("StepClock.speed() counts from the first step, and tells what is left at its speed", () => {
  const clock = new StepClock();
  spend(3);
  const begun = performance.now();
  steps(clock, 5, 2);
  spend(10);
  const { seconds, stepsPerSecond, secondsLeft } = clock.speed(50);
  assert.ok(seconds >= 0.02 && seconds <= (performance.now() - begun) / 1000);
  assert.ok(stepsPerSecond > 0 && stepsPerSecond <= 500);
  assert.ok(Math.abs(secondsLeft * stepsPerSecond - 50) < 1e-6);
  assert.equal(clock.speed(0).secondsLeft, 0);
});

Deno.test("StepClock.speed() forgets steps of long ago", () => {
  const clock = new StepClock();
  steps(clock, 1, 200);
  steps(clock, 20, 0.1);
  const { fitSeconds } = clock.timings();
  // Over all 21 steps it would be 21 / fitSeconds.
  assert.ok(clock.speed(1).stepsPerSecond >= 20 / (fitSeconds - 0.2) - 1e-6);
});

Deno.test("StepClock that goes on adds what came before, but for the median of its own steps", () => {
  const earlier = { startSeconds: 100, fitSeconds: 1000, stepMilliseconds: 70 };
  const clock = new StepClock();
  clock.goOn(earlier);
  assert.equal(clock.timings().stepMilliseconds, 70);
  steps(clock, 3, 2);
  const { startSeconds, fitSeconds, stepMilliseconds } = clock.timings();
  assert.ok(startSeconds > 100 && startSeconds < 200);
  assert.ok(fitSeconds >= 1000.006 && fitSeconds < 1100);
  assert.ok(stepMilliseconds >= 2);
  // The speed is that of now.
  assert.ok(clock.speed(1).seconds < 100);
});
