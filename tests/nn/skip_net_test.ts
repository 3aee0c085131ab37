import assert from "node:assert/strict";
import { input, type Shape, type Tensor } from "../../src/graph/mod.ts";
import { type Initializer, Parameters } from "../../src/nn/parameters.ts";
import { PUBLISHED_SKIP_NET, type SkipNetOptions, skipNets } from "../../src/nn/skip_net.ts";
import { Random } from "../../src/random.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";
import { evaluate } from "../graph/reference.ts";
import { runNet } from "./run_net.ts";

/** A network on its own. */
function skipNet(x: Tensor, options: SkipNetOptions, parameters: Parameters): Tensor {
  return skipNets([x] as const, options, parameters)[0];
}

Deno.test("skipNets() keeps the size of any picture whose sides are multiples of 32", () => {
  const parameters = new Parameters(new Random(0));
  const layer = skipNet(input([1, 3, 96, 160]), PUBLISHED_SKIP_NET, parameters);
  assert.deepEqual(layer.shape, [1, 3, 96, 160]);
});

Deno.test("skipNets() has the parameters of the published network", () => {
  const parameters = new Parameters(new Random(0));
  skipNet(input([1, 3, 128, 128]), PUBLISHED_SKIP_NET, parameters);
  // PyTorch counts 1,544,987 in ../shared/peer: ours less the offsets that batch normalisation
  // cancels, one a channel of each convolution before a normalisation.
  const cancelled = 2 * 2 * (8 + 16 + 32 + 64 + 128) + 4 + 4;
  assert.equal(parameters.count, 1_544_987 - cancelled);
});

// Filters, and scale and offset of each normalisation, summed by hand for an input of 3 channels.
const SMALL: SkipNetOptions = {
  outputs: 3,
  channels: [4, 8],
  skips: [2, 0],
  filterDown: 3,
  filterUp: 3,
  pointwiseUp: false,
  padding: "reflect",
  slope: 0.2,
};
// Down 108 + 8, 144 + 8; 288 + 16, 576 + 16; up 2 * 8, 576 + 16; skip 6 + 4; up 2 * 10, 360 + 8; out 15.
const COUNT = 116 + 152 + 304 + 592 + 16 + 592 + 10 + 20 + 368 + 15;
const VARIANTS: readonly [name: string, changes: Partial<SkipNetOptions>, more: number][] = [
  ["two levels, one of them skipped", {}, 0],
  ["no skips", { skips: [0, 0] }, -(10 + 2 * 2 + 2 * 4 * 9)],
  ["skips at each level", { skips: [2, 3] }, (12 + 6) + 2 * 3 + 3 * 8 * 9],
  ["larger filters on the way down", { filterDown: 5 }, 16 * (12 + 16 + 32 + 64)],
  ["larger filters on the way up", { filterUp: 5 }, 16 * (64 + 40)],
  ["filters of one pixel on the way up", { filterUp: 1 }, -8 * (64 + 40)],
  ["pointwise convolutions on the way up", { pointwiseUp: true }, 64 + 16 + 16 + 8],
  ["zero padding", { padding: "zero" }, 0],
  ["one output", { outputs: 1 }, -10],
  ["one level", { channels: [4], skips: [2] }, -(304 + 592 + 16 + 592) - 8 - 4 * 4 * 9],
];

for (const [name, changes, more] of VARIANTS) {
  Deno.test(`skipNets() with ${name} keeps any size and has the parameters that it should`, () => {
    const options = { ...SMALL, ...changes };
    for (const [height, width] of [[16, 24], [17, 23], [33, 9]] as const) {
      const parameters = new Parameters(new Random(0));
      const layer = skipNet(input([1, 3, height, width]), options, parameters);
      assert.deepEqual(layer.shape, [1, options.outputs, height, width]);
      assert.equal(parameters.count, COUNT + more);
    }
  });
}

Deno.test("skipNets() with any options computes values in (0, 1)", () => {
  for (const [name, changes] of VARIANTS) {
    const random = new Random(1);
    const { values } = runNet([1, 3, 17, 15], (x, p) => skipNet(x, { ...SMALL, ...changes }, p), {
      value: () => random.uniform(),
    });
    assert.ok(values.every((value) => value > 0 && value < 1), name);
  }
});

Deno.test("skipNets() lets what it skips pass by the levels below", () => {
  // A dot moves the layer at its own place much more than elsewhere, if its level is skipped.
  const reach = (skips: readonly number[]) => {
    const run = (dot: number) =>
      runNet([1, 1, 32, 32], (x, p) => skipNet(x, { ...SMALL, skips }, p), {
        value: (i) => Math.sin(i * i) + (i === 16 * 32 + 16 ? dot : 0),
      }).values;
    const [without, dotted] = [run(0), run(0.5)];
    const moved = without.map((v, i) => Math.abs(v - (dotted[i] as number)));
    return (moved[16 * 32 + 16] as number) / (moved.reduce((sum, v) => sum + v, 0) / moved.length);
  };
  assert.ok(reach([8, 0]) > 2 * reach([0, 0]));
});

Deno.test("skipNets() refuses a picture too small to be mirrored at its coarsest level", () => {
  const build = (side: number) =>
    skipNet(input([1, 3, side, side]), PUBLISHED_SKIP_NET, new Parameters(new Random(0)));
  assert.throws(() => build(64), /cannot mirror by 2: \[1,128,2,2\]/);
  assert.deepEqual(build(65).shape, [1, 3, 65, 65]);
});

Deno.test("skipNets() yields values in (0, 1) that depend on its noise", async () => {
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

Deno.test("skipNets() refuses levels without skips", () => {
  const options = { ...PUBLISHED_SKIP_NET, skips: [0, 0] };
  const parameters = new Parameters(new Random(0));
  assert.throws(() => skipNet(input([1, 3, 64, 64]), options, parameters), /5 and 2/);
});

Deno.test("skipNets() side by side draw what each draws alone", () => {
  const options = { ...SMALL, skips: [2, 3] };
  const random = new Random(3);
  const noise = [1, 2].map(() => {
    const z = input([1, 3, 17, 22]);
    return { z, values: Float64Array.from({ length: z.size }, () => random.normal()) };
  });
  const build = (inputs: readonly Tensor[]) => {
    const parameters = new OrderedParameters(random);
    return { layers: skipNets(inputs, options, parameters), parameters };
  };
  const feedsOf = ({ blocks }: Parameters) =>
    new Map([
      ...noise.map(({ z, values }) => [z, values] as const),
      ...blocks.map(({ tensor, initial }) => [tensor, Float64Array.from(initial)] as const),
    ]);
  const alone = noise.map(({ z }) => build([z]));
  const both = build(noise.map(({ z }) => z));
  // Each parameter of the two is those of the one and of the other, end to end.
  both.parameters.values().forEach((values, part) => {
    let used = 0;
    for (const { parameters } of alone) {
      const own = parameters.values()[part] as Float32Array;
      values.set(own, used);
      used += own.length;
    }
  });
  const drawn = evaluate(both.layers, feedsOf(both.parameters));
  alone.forEach(({ layers, parameters }, i) => {
    const expected = evaluate(layers, feedsOf(parameters))[0] as Float64Array;
    const errors = expected.map((v, j) => Math.abs(v - (drawn[i]?.[j] as number)));
    assert.ok(Math.max(...errors) < 1e-12, `network ${i} is off by ${Math.max(...errors)}`);
  });
});

/** Parameters whose first values can be reached in the order of their declaration. */
class OrderedParameters extends Parameters {
  readonly #declared: Tensor[] = [];

  override declare(shape: Shape, initializer: Initializer): Tensor {
    const part = super.declare(shape, initializer);
    this.#declared.push(part);
    return part;
  }

  values(): Float32Array[] {
    const values = new Map<Tensor, Float32Array>();
    for (const { initial, parts } of this.blocks) {
      let used = 0;
      for (const part of parts) values.set(part, initial.subarray(used, used += part.size));
    }
    return this.#declared.map((part) => values.get(part) as Float32Array);
  }
}
