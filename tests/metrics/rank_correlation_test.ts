import assert from "node:assert/strict";
import { rankCorrelation } from "../../src/metrics/rank_correlation.ts";
import { Random } from "../../src/random.ts";
import { near } from "./pictures.ts";

Deno.test("rankCorrelation() asks only for the order", () => {
  assert.ok(near(rankCorrelation([1, 2, 3, 4], [1, 10, 100, 1e9]), 1, 1e-12));
  assert.ok(
    near(rankCorrelation([1, 2, 3, 4], [0, -1, -Infinity, -1e9].sort((a, b) => b - a)), -1, 1e-12),
  );
});

Deno.test("rankCorrelation() is 1 - 6 sum d^2 / (n (n^2 - 1)) without ties", () => {
  // Differences of ranks 1, 1, 1, 1, 0: 1 - 6 * 4 / (5 * 24) = 0.8.
  assert.ok(near(rankCorrelation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]), 0.8, 1e-12));
});

Deno.test("rankCorrelation() gives equal values the mean of their ranks", () => {
  // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4, less 2.5: products 4.5, squares 4.5 and 5.
  assert.ok(near(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4]), 4.5 / Math.sqrt(4.5 * 5), 1e-12));
});

Deno.test("rankCorrelation() is about 0 of numbers that have nothing to do with each other", () => {
  const random = new Random(3);
  const list = () => Array.from({ length: 2000 }, () => random.uniform());
  assert.ok(Math.abs(rankCorrelation(list(), list())) < 0.08);
});

Deno.test("rankCorrelation() has no value where all are equal, nor for lists that do not match", () => {
  assert.ok(Number.isNaN(rankCorrelation([1, 1, 1], [1, 2, 3])));
  assert.throws(() => rankCorrelation([1, 2], [1, 2, 3]), RangeError);
  assert.throws(() => rankCorrelation([1], [1]), RangeError);
});
