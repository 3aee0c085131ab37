import assert from "node:assert/strict";
import { LossHistory } from "../../src/decompose/loss_history.ts";

/** A history of so many steps, whose losses are known from the step. */
function historyOf(steps: number): LossHistory {
  const history = new LossHistory();
  for (let step = 1; step <= steps; step++) history.add(step, { total: 1 / step, other: -step });
  return history;
}

Deno.test("LossHistory.record() has the losses of each step, term by term", () => {
  assert.deepEqual(historyOf(3).record(), {
    steps: [1, 2, 3],
    terms: { total: [1, 1 / 2, 1 / 3], other: [-1, -2, -3] },
  });
});

Deno.test("LossHistory.record() of no steps is empty", () => {
  assert.deepEqual(new LossHistory().record(), { steps: [], terms: {} });
});

Deno.test("LossHistory keeps every step of 2000, and every second one of one more", () => {
  const { steps } = historyOf(2000).record();
  assert.deepEqual(steps, Array.from({ length: 2000 }, (_, i) => i + 1));
  const thinned = historyOf(2001).record();
  assert.deepEqual(thinned.steps, Array.from({ length: 1001 }, (_, i) => 2 * i + 1));
});

for (const count of [2500, 8000, 100_001]) {
  Deno.test(`LossHistory of ${count} steps keeps evenly spaced ones, from the first on`, () => {
    const { steps, terms } = historyOf(count).record();
    assert.ok(steps.length > 1000 && steps.length <= 2000, `${steps.length}`);
    const [first, second] = steps as [number, number];
    assert.equal(first, 1);
    assert.deepEqual(steps, steps.map((_, i) => 1 + i * (second - first)));
    assert.ok(count - (steps.at(-1) as number) < second - first);
    assert.deepEqual(terms, { total: steps.map((s) => 1 / s), other: steps.map((s) => -s) });
  });
}

Deno.test("LossHistory.record() is not changed by what comes later", () => {
  const history = historyOf(2);
  const record = history.record();
  history.add(3, { total: 0, other: 0 });
  assert.deepEqual(record.steps, [1, 2]);
  assert.equal(record.terms["total"]?.length, 2);
});

Deno.test("LossHistory takes a fit that went back by what came after", () => {
  const history = historyOf(5);
  history.add(3, { total: 7, other: 8 });
  assert.deepEqual(history.record(), {
    steps: [1, 2, 3],
    terms: { total: [1, 1 / 2, 7], other: [-1, -2, 8] },
  });
});

for (const count of [0, 1, 2, 2000, 2001, 5000]) {
  Deno.test(`LossHistory that goes on from ${count} steps is as if it had never stopped`, () => {
    const history = new LossHistory(historyOf(count).record());
    for (let step = count + 1; step <= 9000; step++) {
      history.add(step, { total: 1 / step, other: -step });
    }
    assert.deepEqual(history.record(), historyOf(9000).record());
  });
}
