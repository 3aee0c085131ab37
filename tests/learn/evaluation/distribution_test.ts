import assert from "node:assert/strict";
import { distributionOf } from "../../../src/learn/evaluation/distribution.ts";
import { Random } from "../../../src/random.ts";

Deno.test("distributionOf() yields mean, median and quartiles, between two values if need be", () => {
  assert.deepEqual(distributionOf([9, 1, 3, 2, 5]), { mean: 4, median: 3, q1: 2, q3: 5 });
  assert.deepEqual(distributionOf([4, 1, 2, 3]), { mean: 2.5, median: 2.5, q1: 1.75, q3: 3.25 });
  assert.deepEqual(distributionOf([7]), { mean: 7, median: 7, q1: 7, q3: 7 });
  // By their values, not by their digits.
  assert.equal(distributionOf([10, 9, -100]).median, 9);
});

Deno.test("distributionOf() does not depend on the order of values, nor change it", () => {
  const random = new Random(1);
  const values = Array.from({ length: 101 }, () => random.uniform());
  const given = [...values];
  const { mean: _, ...quantiles } = distributionOf(values);
  assert.deepEqual(values, given);
  const { mean: __, ...again } = distributionOf(values.toReversed());
  assert.deepEqual(again, quantiles);
  const below = values.filter((v) => v < quantiles.q1).length;
  const above = values.filter((v) => v > quantiles.q3).length;
  assert.deepEqual([below, above], [25, 25]);
});

Deno.test("distributionOf() takes layers that were found exactly, of infinitely many decibels", () => {
  const some = distributionOf([20, Infinity, 30, Infinity]);
  assert.deepEqual(some, { mean: Infinity, median: Infinity, q1: 27.5, q3: Infinity });
  const all = distributionOf([Infinity, Infinity]);
  assert.deepEqual(Object.values(all), [Infinity, Infinity, Infinity, Infinity]);
});
