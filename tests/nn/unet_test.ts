import assert from "node:assert/strict";
import { input } from "../../src/graph/mod.ts";
import { Parameters } from "../../src/nn/parameters.ts";
import { unet } from "../../src/nn/unet.ts";
import { Random } from "../../src/random.ts";
import { runNet } from "./run_net.ts";

Deno.test("unet() has two layers of the photo's size and the parameters that it should, by hand", () => {
  const parameters = new Parameters(new Random(0));
  const y = unet(input([2, 3, 4, 8]), { channels: [4, 6] }, parameters);
  assert.deepEqual(y.shape, [2, 6, 4, 8]);
  // Filters of 3 x 3, then scale and offset of the normalisation.
  const unit = (inputs: number, outputs: number) => 9 * inputs * outputs + 2 * outputs;
  const down = unit(3, 4) + unit(4, 4) + unit(4, 6) + unit(6, 6);
  const transposed = 6 * 16 + 16;
  const up = unit(4 + 4, 4) + unit(4, 4);
  assert.equal(parameters.count, down + transposed + up + (4 * 6 + 6));
});

Deno.test("unet() has an output without bounds", () => {
  const random = new Random(1);
  const { values } = runNet([1, 3, 8, 8], (x, p) => unet(x, { channels: [4, 6] }, p), {
    value: () => random.uniform(),
    weight: (first) => 3 * first,
  });
  assert.ok(Math.min(...values) < -0.1 && Math.max(...values) > 1.1);
});

Deno.test("unet() carries single pixels past its coarser levels", () => {
  // A dot moves the layers at its own place much more than elsewhere; in its coarsest level alone it
  // would be one of the four pixels of a patch.
  const run = (dot: number) =>
    runNet([1, 3, 16, 16], (x, p) => unet(x, { channels: [4, 6, 8] }, p), {
      value: (i) => Math.sin(i * i) + (i === 8 * 16 + 8 ? dot : 0),
    }).values;
  const [without, dotted] = [run(0), run(0.5)];
  const moved = without.map((v, i) => Math.abs(v - (dotted[i] as number))).slice(0, 256);
  const largest = moved.indexOf(Math.max(...moved));
  const [row, column] = [Math.floor(largest / 16), largest % 16];
  assert.ok(Math.abs(row - 8) <= 2 && Math.abs(column - 8) <= 2, `${row}, ${column}`);
});
