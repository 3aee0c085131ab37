import assert from "node:assert/strict";
import { input } from "../../src/graph/mod.ts";
import { Parameters } from "../../src/nn/parameters.ts";
import { PUBLISHED_SKIP_NET, skipNet } from "../../src/nn/skip_net.ts";
import { Random } from "../../src/random.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";

Deno.test("skipNet() keeps the size of any picture whose sides are multiples of 32", () => {
  const parameters = new Parameters(new Random(0));
  const layer = skipNet(input([1, 3, 96, 160]), PUBLISHED_SKIP_NET, parameters);
  assert.deepEqual(layer.shape, [1, 3, 96, 160]);
});

Deno.test("skipNet() has the parameters of the published network", () => {
  const parameters = new Parameters(new Random(0));
  skipNet(input([1, 3, 128, 128]), PUBLISHED_SKIP_NET, parameters);
  // PyTorch counts 1,544,987 in ../shared/peer: ours less the offsets that batch normalisation
  // cancels, one a channel of each convolution before a normalisation.
  const cancelled = 2 * 2 * (8 + 16 + 32 + 64 + 128) + 4 + 4;
  assert.equal(parameters.count, 1_544_987 - cancelled);
});

Deno.test("skipNet() yields values in (0, 1) that depend on its noise", async () => {
  const parameters = new Parameters(new Random(0));
  const z = input([1, 3, 96, 96]);
  const layer = skipNet(z, PUBLISHED_SKIP_NET, parameters);
  const weights = Object.fromEntries(parameters.blocks.map(({ name, tensor }) => [name, tensor]));
  const program = { feeds: { z, ...weights }, state: {}, results: { layer } };
  const executable = await onnxEngine().compile(program, {});
  const initial = Object.fromEntries(parameters.blocks.map(({ name, initial }) => [name, initial]));
  const random = new Random(1);
  const run = async () => {
    const noise = Float32Array.from({ length: z.size }, () => random.uniform());
    return ((await executable.run({ z: noise, ...initial }))["layer"] as Float32Array).slice();
  };
  const [first, second] = [await run(), await run()];
  await executable.release();
  assert.ok(first.every((value) => value > 0 && value < 1));
  assert.notDeepEqual(first, second);
});

Deno.test("skipNet() refuses levels without skips", () => {
  const options = { ...PUBLISHED_SKIP_NET, skips: [0, 0] };
  const parameters = new Parameters(new Random(0));
  assert.throws(() => skipNet(input([1, 3, 64, 64]), options, parameters), /5 and 2/);
});
