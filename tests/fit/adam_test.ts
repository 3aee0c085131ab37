import assert from "node:assert/strict";
import { adam } from "../../src/fit/adam.ts";
import { add, constant, mul, sub, sum } from "../../src/graph/mod.ts";
import { Parameters } from "../../src/nn/parameters.ts";
import { Random } from "../../src/random.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";

/** Adam as Kingma and Ba write it, in float64. */
function reference(start: number[], target: number[], steps: number, rate: number): number[] {
  const p = [...start];
  const [m, v] = [p.map(() => 0), p.map(() => 0)];
  for (let t = 1; t <= steps; t++) {
    for (let i = 0; i < p.length; i++) {
      const g = 2 * ((p[i] as number) - (target[i] as number));
      m[i] = 0.9 * (m[i] as number) + 0.1 * g;
      v[i] = 0.999 * (v[i] as number) + 0.001 * g * g;
      const [mHat, vHat] = [(m[i] as number) / (1 - 0.9 ** t), (v[i] as number) / (1 - 0.999 ** t)];
      p[i] = (p[i] as number) - (rate * mHat) / (Math.sqrt(vHat) + 1e-8);
    }
  }
  return p;
}

Deno.test("adam() takes the steps that its paper describes", async () => {
  const target = [0.5, -1, 2, 0];
  const start = [0, 0.25, 1, 3];
  const queue = [...start];
  const parameters = new Parameters(new Random(0));
  // Two parameters that share a block, so that its unused end is seen to stay what it is.
  const p = parameters.declare([2], () => queue.shift() as number);
  const q = parameters.declare([2], () => queue.shift() as number);
  const squared = (x: typeof p, [a = 0, b = 0]: number[]) => {
    const difference = sub(x, constant([a, b], [2]));
    return sum(mul(difference, difference));
  };
  const loss = add(squared(p, target.slice(0, 2)), squared(q, target.slice(2)));
  const optimiser = adam(loss, parameters, { rate: 0.05 });
  const program = { feeds: optimiser.feeds, state: optimiser.state, results: { loss } };
  const executable = await onnxEngine().compile(program, optimiser.initial);
  for (let step = 0; step < 50; step++) await executable.run(optimiser.feed(step));
  const [block] = parameters.blocks;
  const values = (await executable.readState())[block?.name ?? ""] as Float32Array;
  await executable.release();
  reference(start, target, 50, 0.05).forEach((expected, i) => {
    assert.ok(Math.abs((values[i] as number) - expected) < 1e-4, `${values[i]} for ${expected}`);
  });
  assert.ok(values.slice(4).every((value) => value === 0));
});
