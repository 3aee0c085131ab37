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

Deno.test("guideLoss() of blocks sees their means alone", () => {
  const layer = (...values: number[]) =>
    constant([...values, ...values, ...values].flatMap((v) => [v, 1 - v]), [1, 3, 2, 2]);
  const guide = constant(new Float32Array(24).fill(0.5), [1, 6, 2, 2]);
  const [a, b] = [layer(0.1, 0.8), layer(0.25, 0.4)];
  assert.ok(valueOf(guideLoss(a, b, guide)) > 0.02);
  assert.ok(valueOf(guideLoss(a, b, guide, 2)) < 1e-12);
});

Deno.test("guideLoss() has the gradient that central differences give", () => {
  const random = new RandomCase(1);
  const [a, b] = [random.any([1, 3, 2, 2]), random.any([1, 3, 2, 2])];
  const guide = random.any([1, 6, 2, 2]);
  for (const block of [1, 2]) assertGradients(guideLoss(a, b, guide, block), random.feeds);
});
