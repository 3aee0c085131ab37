import assert from "node:assert/strict";
import { constant, type Tensor } from "../../src/graph/mod.ts";
import { exclusionLoss } from "../../src/losses/exclusion.ts";
import { Random } from "../../src/random.ts";
import { evaluate } from "../graph/reference.ts";

const SHAPE = [1, 3, 16, 12] as const;
const SIZE = 3 * 16 * 12;

function picture(value: (i: number) => number): Tensor {
  return constant(Float32Array.from({ length: SIZE }, (_, i) => value(i)), SHAPE);
}

function valueOf(loss: Tensor): number {
  return evaluate([loss], new Map())[0]?.[0] as number;
}

Deno.test("exclusionLoss() is zero when one layer is flat", () => {
  const random = new Random(1);
  const busy = picture(() => random.uniform());
  assert.ok(Math.abs(valueOf(exclusionLoss(busy, picture(() => 0.4)))) < 1e-9);
});

Deno.test("exclusionLoss() is what the published formula gives, worked out by hand", () => {
  // One scale, and one channel would do: a ramp along x with slope 0.1 in both layers. Along x every
  // gradient is 0.1, along y none, so the loss is half of (tanh(0.05)^4)^(1/4) = tanh(0.05).
  const ramp = picture((i) => 0.1 * (i % 12));
  const expected = Math.tanh(0.05) / 2;
  assert.ok(Math.abs(valueOf(exclusionLoss(ramp, ramp, 1)) - expected) < 2e-4);
});

Deno.test("exclusionLoss() is small where edges are apart and large where they coincide", () => {
  const left = picture((i) => (i % 12 < 4 ? 0 : 1));
  const right = picture((i) => (i % 12 < 8 ? 0 : 1));
  const [apart, together] = [exclusionLoss(left, right, 1), exclusionLoss(left, left, 1)];
  assert.ok(valueOf(apart) < 1e-9);
  assert.ok(valueOf(together) > 0.1);
});

Deno.test("exclusionLoss() does not care which layer is first", () => {
  const random = new Random(2);
  const [a, b] = [picture(() => random.uniform()), picture(() => random.uniform())];
  const difference = valueOf(exclusionLoss(a, b)) - valueOf(exclusionLoss(b, a));
  assert.ok(Math.abs(difference) < 1e-12);
});

Deno.test("exclusionLoss() refuses to work on no scale", () => {
  assert.throws(() => exclusionLoss(picture(() => 0), picture(() => 1), 0), RangeError);
});
