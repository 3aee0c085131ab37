import assert from "node:assert/strict";
import { input } from "../../src/graph/mod.ts";
import { maxPool, normaliseEach, transposedConvolution } from "../../src/nn/layers.ts";
import { Parameters } from "../../src/nn/parameters.ts";
import { Random } from "../../src/random.ts";
import { runNet } from "./run_net.ts";

Deno.test("transposedConvolution() paints a filter of 2 x 2 for each pixel, times its value", () => {
  // One channel to one: the filters are the first four weights, the offsets the other four.
  let declared = 0;
  const { shape, values } = runNet([1, 1, 1, 2], (x, p) => transposedConvolution(x, 1, p), {
    value: (i) => [1, 10][i] as number,
    weight: (first) => (first === 0 ? 0 : ++declared),
  });
  assert.deepEqual(shape, [1, 1, 2, 4]);
  assert.deepEqual([...values], [1 + 5, 2 + 6, 10 + 5, 20 + 6, 3 + 7, 4 + 8, 30 + 7, 40 + 8]);
});

Deno.test("transposedConvolution() doubles the sides for any number of channels", () => {
  for (const [inputs, outputs] of [[1, 3], [4, 2]] as const) {
    const parameters = new Parameters(new Random(0));
    const y = transposedConvolution(input([2, inputs, 3, 5]), outputs, parameters);
    assert.deepEqual(y.shape, [2, outputs, 6, 10]);
    assert.equal(parameters.count, 4 * inputs * outputs + 4 * outputs);
  }
});

Deno.test("maxPool() is the largest of each 2 x 2 values, wherever it is", () => {
  const rows = [
    [9, 1, 2, 8],
    [3, 4, 5, 6],
    [-1, -2, -9, -8],
    [0, -3, -7, -6],
  ];
  const both = [rows.flat(), rows.flat().map((v) => -v)];
  const { shape, values, parameters } = runNet([1, 2, 4, 4], maxPool, {
    value: (i) => both.flat()[i] as number,
  });
  assert.deepEqual(shape, [1, 2, 2, 2]);
  assert.deepEqual([...values], [9, 8, 0, -6, -1, -2, 3, 9]);
  assert.equal(parameters.count, 0);
});

Deno.test("maxPool() refuses an odd side", () => {
  assert.throws(() => maxPool(input([1, 1, 3, 4])), /do not fill/);
});

Deno.test("normaliseEach() begins by giving each channel of each picture mean 0 and variance 1", () => {
  const random = new Random(1);
  const { shape, values, parameters } = runNet([2, 3, 9, 11], normaliseEach, {
    value: (i) => 10 * (1 + Math.floor(i / 99)) * (random.uniform() + i),
  });
  assert.deepEqual(shape, [2, 3, 9, 11]);
  assert.equal(parameters.count, 6);
  for (let channel = 0; channel < 6; channel++) {
    const own = values.slice(channel * 99, (channel + 1) * 99);
    const moment = (power: number) => own.reduce((sum, v) => sum + v ** power, 0) / 99;
    assert.ok(Math.abs(moment(1)) < 1e-9);
    assert.ok(Math.abs(moment(2) - 1) < 1e-6);
  }
});

Deno.test("normaliseEach() scales and offsets a channel alike in all pictures", () => {
  // Two pixels become -1 and 1; scales 1 and 2, offsets 3 and 4 are the first weights in a row.
  let declared = 0;
  const { values } = runNet([2, 2, 1, 2], normaliseEach, {
    value: (i) => 100 * i,
    weight: () => ++declared,
  });
  const expected = [3 - 1, 3 + 1, 4 - 2, 4 + 2];
  [...expected, ...expected].forEach((v, i) =>
    assert.ok(Math.abs((values[i] as number) - v) < 1e-6, `${values}`)
  );
});
