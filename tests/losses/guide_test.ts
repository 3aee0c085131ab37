import assert from "node:assert/strict";
import { constant } from "../../src/graph/mod.ts";
import { guideLoss } from "../../src/losses/guide.ts";
import { assertGradients } from "../graph/central_differences.ts";
import { RandomCase } from "../graph/random_case.ts";
import { valueOf } from "./batches.ts";

const flat = (value: number) => constant(new Float32Array(6).fill(value), [1, 3, 1, 2]);

Deno.test("guideLoss() is the mean squared distance of both layers, in the guide's order", () => {
  const guide = constant([0.5, 0.25].flatMap((v) => new Array(6).fill(v)), [1, 6, 1, 2]);
  assert.equal(valueOf(guideLoss(flat(0.5), flat(0.25), guide)), 0);
  for (const [a, b, expected] of [[0.25, 0.5, 1 / 16], [1, 0.25, 1 / 8]] as const) {
    assert.ok(Math.abs(valueOf(guideLoss(flat(a), flat(b), guide)) - expected) < 1e-8);
  }
});

Deno.test("guideLoss() has the gradient that central differences give", () => {
  const random = new RandomCase(1);
  const [a, b] = [random.any([1, 3, 2, 2]), random.any([1, 3, 2, 2])];
  assertGradients(guideLoss(a, b, random.any([1, 6, 2, 2])), random.feeds);
});
