import assert from "node:assert/strict";
import { input } from "../../src/graph/mod.ts";
import { block, convolution, normalise } from "../../src/nn/layers.ts";
import { Parameters } from "../../src/nn/parameters.ts";
import { Random } from "../../src/random.ts";
import { runNet } from "./run_net.ts";

// 1 2 3
// 4 5 6
// 7 8 9
const DIGITS = [1, 1, 3, 3];
const digit = (i: number) => i + 1;
/** Every weight 1: a 3x3 filter adds up its surroundings. */
const ones = { value: digit, weight: () => 1 };

Deno.test("convolution() mirrors the picture at its border, the border pixel once", () => {
  const { values } = runNet(
    DIGITS,
    (x, p) => convolution(x, { channels: 1, filter: 3, offset: false }, p),
    ones,
  );
  // Around the 1 in the corner: 5 4 5, 2 1 2, 5 4 5.
  assert.deepEqual([...values], [33, 36, 39, 42, 45, 48, 51, 54, 57]);
});

Deno.test("convolution() continues the picture by zeros if it is to", () => {
  const settings = { channels: 1, filter: 3, padding: "zero", offset: false } as const;
  const { values } = runNet(DIGITS, (x, p) => convolution(x, settings, p), ones);
  assert.deepEqual([...values], [12, 21, 16, 27, 45, 33, 24, 39, 28]);
});

Deno.test("convolution() adds an offset a channel unless it is told not to", () => {
  const settings = { channels: 2, filter: 1 };
  const { values } = runNet(DIGITS, (x, p) => convolution(x, settings, p), ones);
  const row = Array.from({ length: 9 }, (_, i) => digit(i) + 1);
  assert.deepEqual([...values], [...row, ...row]);
});

Deno.test("convolution() divides the size by its stride, rounding up, for all its settings", () => {
  for (const filter of [1, 3, 5]) {
    for (const padding of ["reflect", "zero"] as const) {
      for (const [stride, height, width] of [[1, 7, 10], [2, 4, 5]] as const) {
        const parameters = new Parameters(new Random(0));
        const settings = { channels: 4, filter, stride, padding };
        const y = convolution(input([1, 3, 7, 10]), settings, parameters);
        assert.deepEqual(y.shape, [1, 4, height, width]);
        assert.equal(parameters.count, 4 * 3 * filter ** 2 + 4);
      }
    }
  }
});

Deno.test("convolution() begins with weights spread evenly up to 1 / sqrt(inputs of a filter)", () => {
  const parameters = new Parameters(new Random(3));
  convolution(input([1, 16, 8, 8]), { channels: 32, filter: 5, offset: false }, parameters);
  const initial = parameters.blocks[0]?.initial ?? new Float32Array();
  const weights = initial.subarray(0, parameters.count);
  const bound = 1 / Math.sqrt(16 * 25);
  const largest = weights.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  assert.ok(largest <= bound && largest > 0.99 * bound);
  const square = weights.reduce((sum, v) => sum + v * v, 0) / weights.length;
  assert.ok(Math.abs(square / (bound ** 2 / 3) - 1) < 0.05);
});

Deno.test("normalise() begins by giving each channel mean 0 and variance 1", () => {
  const random = new Random(1);
  const { values, parameters } = runNet([1, 3, 9, 11], normalise, {
    value: (i) => 10 * i + 200 * random.uniform(),
  });
  assert.equal(parameters.count, 6);
  for (const c of [0, 1, 2]) {
    const channel = values.slice(c * 99, (c + 1) * 99);
    const moment = (power: number) => channel.reduce((sum, v) => sum + v ** power, 0) / 99;
    assert.ok(Math.abs(moment(1)) < 1e-9);
    assert.ok(Math.abs(moment(2) - 1) < 1e-6);
  }
});

Deno.test("block() is a convolution without offset, normalised, and bent below zero", () => {
  // Two pixels become -1 and 1, and the lower of them -0.2.
  const { values, parameters } = runNet(
    [1, 1, 1, 2],
    (x, p) => block(x, { channels: 1, filter: 1, slope: 0.2 }, p),
    { value: (i) => 100 * i, weight: (first) => (first === 0 ? 0 : 1) },
  );
  assert.equal(parameters.count, 3);
  [-0.2, 1].forEach((expected, i) =>
    assert.ok(Math.abs((values[i] as number) - expected) < 1e-6, `${values}`)
  );
});
