import assert from "node:assert/strict";
import type { Tensor } from "../../src/graph/mod.ts";
import type { Engine } from "../../src/runtime/engine.ts";
import { evaluate, type Feeds } from "../graph/reference.ts";

/**
 * Checks that an engine computes some tensors as the float64 reference does.
 *
 * @param engine The engine.
 * @param outputs The tensors, by what they are called in messages.
 * @param feeds The values of their inputs.
 * @param tolerance The largest error, relative to the largest value of each tensor.
 */
export async function assertParity(
  engine: Engine,
  outputs: Readonly<Record<string, Tensor>>,
  feeds: Feeds,
  tolerance: number,
): Promise<void> {
  const named = [...feeds].map(([tensor, values], i) => [`input ${i}`, tensor, values] as const);
  const program = {
    feeds: Object.fromEntries(named.map(([name, tensor]) => [name, tensor])),
    state: {},
    results: outputs,
  };
  const executable = await engine.compile(program, {});
  const actual = await executable.run(
    Object.fromEntries(named.map(([name, , values]) => [name, Float32Array.from(values)])),
  );
  const expected = evaluate(Object.values(outputs), feeds);
  Object.keys(outputs).forEach((name, i) => {
    const [want, got] = [expected[i] as Float64Array, actual[name] as Float32Array];
    assert.equal(got.length, want.length, name);
    const scale = want.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
    want.forEach((value, at) => {
      const error = Math.abs((got[at] as number) - value) / scale;
      assert.ok(error < tolerance, `${name}[${at}] is ${got[at]}, not ${value}`);
    });
  });
  await executable.release();
}
