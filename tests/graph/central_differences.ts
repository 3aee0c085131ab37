import assert from "node:assert/strict";
import { gradients, type Tensor } from "../../src/graph/mod.ts";
import { evaluate, type Feeds } from "./reference.ts";

/** Half the distance of two evaluations; large enough for float64, small enough for a cubic term. */
const STEP = 1e-5;

/** How far a gradient may be off, relative to the largest entry or to 1. */
const TOLERANCE = 1e-6;

/**
 * Approximates a gradient by (f(x + h) - f(x - h)) / 2h in each element.
 *
 * @param loss A scalar.
 * @param parameter The input to vary.
 * @param feeds The values of all inputs.
 * @returns The approximate derivatives.
 */
export function centralDifferences(loss: Tensor, parameter: Tensor, feeds: Feeds): Float64Array {
  const values = feeds.get(parameter);
  assert.ok(values, `${parameter} is not fed`);
  const lossAt = (i: number, delta: number): number => {
    const moved = values.map((value, j) => (i === j ? value + delta : value));
    const [result] = evaluate([loss], new Map([...feeds, [parameter, moved]]));
    assert.equal(result?.length, 1);
    return result[0] ?? NaN;
  };
  return values.map((_, i) => (lossAt(i, STEP) - lossAt(i, -STEP)) / (2 * STEP));
}

/**
 * Asserts that gradients(), evaluated by the reference, gives what central differences give.
 *
 * @param loss A scalar.
 * @param feeds The values of all inputs; the gradient with respect to each is compared.
 * @param what Named in the message.
 */
export function assertGradients(loss: Tensor, feeds: Feeds, what = "gradient"): void {
  const parameters = [...feeds.keys()];
  const nodes = gradients(loss, parameters);
  const computed = evaluate(nodes, feeds);
  for (const [p, parameter] of parameters.entries()) {
    assert.deepEqual(nodes[p]?.shape, parameter.shape, `Shape of ${what}`);
    const expected = centralDifferences(loss, parameter, feeds);
    assertClose(computed[p], expected, TOLERANCE, `${what}, for ${parameter}`);
  }
}

/**
 * Asserts that two lists of numbers agree.
 *
 * @param actual What was computed.
 * @param expected What it should be.
 * @param tolerance The largest difference allowed, relative to the largest expected number or to 1.
 * @param what Named in the message.
 */
export function assertClose(
  actual: ArrayLike<number> | undefined,
  expected: ArrayLike<number>,
  tolerance = 1e-12,
  what = "values",
): void {
  assert.equal(actual?.length, expected.length, `Length of ${what}`);
  const scale = Math.max(1, ...Array.from(expected, Math.abs));
  for (let i = 0; i < expected.length; i++) {
    const a: number = actual[i] ?? NaN;
    const e: number = expected[i] ?? NaN;
    assert.ok(Math.abs(a - e) <= tolerance * scale, `${what}: element ${i} is ${a}, not ${e}`);
  }
}
