import assert from "node:assert/strict";
import { layerCost } from "../../../src/decompose/proportions/separation_cost.ts";
import { Random } from "../../../src/random.ts";

const SIDE = 16;
const NONE = { first: 0, both: 0, second: 0 };
const picture = (draw: (x: number, y: number) => number) => ({
  data: Float32Array.from({ length: SIDE ** 2 }, (_, i) => draw(i % SIDE, Math.floor(i / SIDE))),
  channels: 1,
  height: SIDE,
  width: SIDE,
});

Deno.test("layerCost() is the logarithm of the mean gradient", () => {
  // A ramp to the right: half of the gradients are 1/32, half are 0; at s = 2 they are twice as large.
  const [flat, ramp] = [picture(() => 0), picture((x) => x / 32)];
  const cost = layerCost({ photos: [flat, ramp], noise: NONE });
  assert.ok(Math.abs(cost(1) - Math.log(1 / 64 + 1e-4)) < 1e-6);
  assert.ok(Math.abs(cost(2) - Math.log(1 / 32 + 1e-4)) < 1e-6);
});

Deno.test("layerCost() counts what leaves [0, 1]", () => {
  // At s = 3 every pixel is at 1.2: 0.2 too much, at a nat a tenth.
  const cost = layerCost({ photos: [picture(() => 0), picture(() => 0.4)], noise: NONE });
  assert.ok(Math.abs(cost(3) - cost(1) - 2) < 1e-5);
});

Deno.test("layerCost() counts no gradients that noise explains", () => {
  const random = new Random(5, "noise");
  const deviation = 0.002;
  const photos = [0, 1].map(() => picture(() => 0.5 + deviation * random.normal()));
  const noise = { first: deviation ** 2, both: 0, second: deviation ** 2 };
  const both = { photos: photos as [typeof photos[0], typeof photos[0]] };
  assert.ok(layerCost({ ...both, noise })(0) < layerCost({ ...both, noise: NONE })(0));
});
