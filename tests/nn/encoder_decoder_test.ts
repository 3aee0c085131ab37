import assert from "node:assert/strict";
import { input } from "../../src/graph/mod.ts";
import { encoderDecoder } from "../../src/nn/encoder_decoder.ts";
import { Parameters } from "../../src/nn/parameters.ts";
import { Random } from "../../src/random.ts";
import { runNet } from "./run_net.ts";

Deno.test("encoderDecoder() has two layers of the photo's size and the parameters that it should", () => {
  const parameters = new Parameters(new Random(0));
  const y = encoderDecoder(input([2, 3, 8, 4]), { channels: [4, 6] }, parameters);
  assert.deepEqual(y.shape, [2, 6, 8, 4]);
  const convolution = (inputs: number, outputs: number) => 9 * inputs * outputs + outputs;
  const transposed = (inputs: number, outputs: number) => 4 * inputs * outputs + 4 * outputs;
  assert.equal(
    parameters.count,
    convolution(3, 4) + convolution(4, 6) + transposed(6, 6) + transposed(6, 4) + convolution(4, 6),
  );
});

Deno.test("encoderDecoder() yields values in (0, 1) that its weights can drive far apart", () => {
  const random = new Random(1);
  const { values } = runNet([1, 3, 8, 8], (x, p) => encoderDecoder(x, { channels: [8, 8] }, p), {
    value: () => random.uniform(),
    weight: (first) => 4 * first,
  });
  assert.ok(values.every((v) => v > 0 && v < 1));
  assert.ok(Math.min(...values) < 0.2 && Math.max(...values) > 0.8);
});

Deno.test("encoderDecoder() knows of a photo only what its coarsest level holds", () => {
  // One value for 8 x 8 pixels, and no weight below zero: what is larger for one photo than for
  // another in one pixel of the layers is so in all of them.
  const layersOf = (seed: number) => {
    const random = new Random(seed);
    return runNet([1, 3, 8, 8], (x, p) => encoderDecoder(x, { channels: [1, 1, 1] }, p), {
      value: () => random.uniform(),
      weight: Math.abs,
    }).values;
  };
  const layers = [1, 2, 3, 4].map(layersOf).toSorted(([a = 0], [b = 0]) => a - b);
  for (const [i, larger] of layers.slice(1).entries()) {
    assert.ok(larger.every((v, pixel) => v > (layers[i]?.[pixel] as number)), `${i}`);
  }
});
