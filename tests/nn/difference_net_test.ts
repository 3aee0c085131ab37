import assert from "node:assert/strict";
import { add, gradients, input, slice, sum } from "../../src/graph/mod.ts";
import { NETWORKS } from "../../src/learn/training/networks.ts";
import { differenceNet, type DifferenceNetOptions } from "../../src/nn/difference_net.ts";
import { buildNetwork } from "../../src/nn/networks.ts";
import { Parameters } from "../../src/nn/parameters.ts";
import { Random } from "../../src/random.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";
import { runNet } from "./run_net.ts";
import { TINY } from "./tiny_networks.ts";

Deno.test("differenceNet() yields layers that add up to twice the mixture, whatever its weights", () => {
  const random = new Random(1);
  const photo = Float64Array.from({ length: 2 * 3 * 8 * 8 }, () => random.uniform());
  for (const gain of [0, 1, 3]) {
    const { values } = runNet(
      [2, 3, 8, 8],
      (x, p) => add(...buildNetwork(TINY["difference"], x, p)),
      { value: (i) => photo[i] as number, weight: (first) => gain * first },
    );
    values.forEach((v, i) => assert.ok(Math.abs(v - 2 * (photo[i] as number)) < 1e-12));
  }
});

Deno.test("differenceNet() of no weights finds no difference", () => {
  const options = { patch: 2, channels: [4, 6], down: [1, 1], up: [1] };
  const { values } = runNet([1, 3, 8, 8], (x, p) => differenceNet(x, options, p), {
    value: (i) => i / 200,
    weight: () => 0,
  });
  assert.ok(values.every((v) => v === 0));
});

Deno.test("differenceNet() has the parameters that it should, counted by hand", () => {
  const convolution = (inputs: number, outputs: number, filter: number) =>
    inputs * outputs * filter ** 2 + outputs;
  const residuals = (channels: number, count: number) =>
    2 * count * convolution(channels, channels, 3);
  const parameters = new Parameters(new Random(0));
  const options = { patch: 2, channels: [4, 6], down: [1, 3], up: [2] };
  const y = differenceNet(input([1, 3, 8, 4]), options, parameters);
  assert.deepEqual(y.shape, [1, 3, 8, 4]);
  assert.equal(
    parameters.count,
    convolution(12, 4, 3) + residuals(4, 1) + convolution(16, 6, 1) + residuals(6, 3) +
      convolution(6, 16, 1) + residuals(4, 2) + convolution(4, 12, 3),
  );
});

/** The share of a photo of 128 x 128 that the pixel in the difference's corner depends on. */
async function reach(options: DifferenceNetOptions): Promise<number> {
  const parameters = new Parameters(new Random(5));
  const mixture = input([1, 3, 128, 128]);
  const difference = differenceNet(mixture, options, parameters);
  const [slope] = gradients(sum(slice(difference, [0, 0, 0, 0], [1, 1, 1, 1])), [mixture]);
  assert.ok(slope);
  const weights = parameters.blocks.map(({ name, tensor }) => [name, tensor] as const);
  const feeds = { mixture, ...Object.fromEntries(weights) };
  const executable = await onnxEngine().compile({ feeds, state: {}, results: { slope } }, {});
  const random = new Random(6);
  const values = (await executable.run({
    mixture: Float32Array.from({ length: mixture.size }, () => random.uniform()),
    ...Object.fromEntries(parameters.blocks.map(({ name, initial }) => [name, initial])),
  }))["slope"] as Float32Array;
  const share = values.filter((v) => v !== 0).length / values.length;
  await executable.release();
  return share;
}

Deno.test("differenceNet(), as it is trained, sees all of a photo of 128 pixels from each corner", async () => {
  const network = NETWORKS["difference"];
  assert.ok(network?.kind === "difference");
  assert.equal(await reach(network.options), 1);
  // Without its bottom it would see but a part of it.
  const part = await reach({ ...network.options, down: [1, 2, 0] });
  assert.ok(part < 0.8, `${part}`);
});
