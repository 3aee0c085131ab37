import assert from "node:assert/strict";
import { axisOf, roundNumbers } from "../../src/report/axis.ts";
import { Random } from "../../src/random.ts";

Deno.test("roundNumbers() are multiples of 1, 2 or 5 times a power of ten, by hand", () => {
  for (
    const [first, last, most, expected] of [
      [0, 10, 5, [0, 2, 4, 6, 8, 10]],
      [1, 99, 4, [50]],
      [0.04, 0.36, 4, [0.1, 0.2, 0.3]],
      [-1, 1, 4, [-1, -0.5, 0, 0.5, 1]],
      [1000, 32000, 6, [10000, 20000, 30000]],
      [7, 7, 5, [7]],
    ] as const
  ) {
    assert.deepEqual(roundNumbers(first, last, most).map((v) => v + 0), expected);
  }
});

Deno.test("roundNumbers() are no closer than they may be", () => {
  assert.deepEqual(roundNumbers(1, 3, 6, 1), [1, 2, 3]);
  assert.deepEqual(roundNumbers(1, 2, 6), [1, 1.2, 1.4, 1.6, 1.8, 2]);
});

Deno.test("roundNumbers() lie within their ends, rise, are few, and read short", () => {
  const random = new Random(1);
  for (let i = 0; i < 500; i++) {
    const first = 100 * random.normal();
    const last = first + 10 ** (6 * random.uniform() - 3);
    const numbers = roundNumbers(first, last, 8);
    assert.ok(numbers.length <= 9 && numbers.length >= 2, `${first} to ${last}: ${numbers}`);
    assert.ok(
      numbers.every((v, k) => v >= first && v <= last && v > (numbers[k - 1] ?? -Infinity)),
    );
    assert.ok(numbers.every((v) => String(v).length <= 10), `${numbers}`);
  }
});

Deno.test("axisOf() on a linear scale leaves a twentieth of room at both ends", () => {
  const { place, marks } = axisOf([10, 20, 30], "linear");
  const near = (actual: number | null, expected: number) =>
    assert.ok(actual !== null && Math.abs(actual - expected) < 1e-12, `${actual}`);
  near(place(9), 0);
  near(place(20), 0.5);
  near(place(31), 1);
  assert.deepEqual(marks, [10, 15, 20, 25, 30]);
});

Deno.test("axisOf() on a logarithmic scale goes from one power of ten to another", () => {
  const { place, marks } = axisOf([0.02, 3], "log");
  assert.deepEqual(marks, [0.01, 0.1, 1, 10]);
  assert.deepEqual([place(0.01), place(10)], [0, 1]);
  assert.ok(Math.abs((place(1) ?? NaN) - 2 / 3) < 1e-12);
});

Deno.test("axisOf() does not show what has no place on it", () => {
  const linear = axisOf([1, NaN, 2, Infinity], "linear");
  assert.deepEqual([NaN, Infinity, -Infinity].map(linear.place), [null, null, null]);
  const log = axisOf([1, 0, -1], "log");
  assert.deepEqual([0, -1, NaN].map(log.place), [null, null, null]);
});

Deno.test("axisOf() encloses any values, however near to each other and far from zero", () => {
  const sets = [[], [0], [5, 5], [1e-9, 2e-9], [1e30], [-1e18, -1e18], [1e13, 1e13 + 1], [NaN]];
  for (const scale of ["linear", "log"] as const) {
    for (const values of sets) {
      const { place, marks } = axisOf(values, scale);
      const shown = values.filter((v) => Number.isFinite(v) && (scale === "linear" || v > 0));
      for (const v of [...shown, ...marks]) {
        const where = place(v) ?? NaN;
        assert.ok(where >= 0 && where <= 1, `${v} of ${values} at ${where}, ${scale}`);
      }
      assert.ok(marks.length >= 1 && marks.length <= 12, `${values}: ${marks}`);
    }
  }
});
