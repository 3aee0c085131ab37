import assert from "node:assert/strict";
import { averageStates } from "../../../src/learn/training/average_states.ts";

Deno.test("averageStates() takes the mean of each value", () => {
  const states = [[1, 2, 6], [3, 2, 0], [5, 5, 0]].map((values) => ({
    weights: Float32Array.from(values),
    moment: Float32Array.of((values[0] as number) ** 2),
  }));
  const { weights, moment } = averageStates(states);
  assert.deepEqual([...weights as Float32Array], [3, 3, 2]);
  assert.ok(Math.abs((moment?.[0] as number) - 35 / 3) < 1e-5);
});

Deno.test("averageStates() of one state is that state, to the last bit", () => {
  const values = Float32Array.of(1e-45, -0, 3.4e38, 1 / 3);
  assert.deepEqual(averageStates([{ values: values.slice() }]), { values });
});

Deno.test("averageStates() refuses nothing at all", () => {
  assert.throws(() => averageStates([]), /no state to average/);
});
