import assert from "node:assert/strict";
import {
  conv2d,
  conv2dFilterGradient,
  conv2dInputGradient,
  gradients,
  mul,
  reflectFold,
  sum,
  type Tensor,
} from "../../src/graph/mod.ts";
import type { Engine } from "../../src/runtime/engine.ts";
import { draw, type OperatorCase } from "../graph/operator_cases.ts";
import { RandomCase } from "../graph/random_case.ts";
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

/**
 * Checks that an engine computes an operator and its gradients as the float64 reference does.
 *
 * @param engine The engine.
 * @param cases The operator's cases.
 * @param tolerance As {@linkcode assertParity} has it.
 */
export async function assertOperatorParity(
  engine: Engine,
  cases: readonly OperatorCase[],
  tolerance: number,
): Promise<void> {
  const outputs: Record<string, Tensor> = {};
  const feeds = new Map<Tensor, Float64Array>();
  cases.forEach((operatorCase, i) => {
    const { output, random } = draw(operatorCase, 7);
    const inputs = [...random.feeds.keys()];
    outputs[`${i} ${operatorCase.name}`] = output;
    const loss = sum(mul(output, random.any(output.shape)));
    gradients(loss, inputs).forEach((gradient, k) => {
      outputs[`${i} ${operatorCase.name}, gradient ${k}`] = gradient;
    });
    for (const [tensor, values] of random.feeds) feeds.set(tensor, values);
  });
  await assertParity(engine, outputs, feeds, tolerance);
}

/** A convolution by its extents, those of one group. */
export interface ConvolutionForm {
  /** [n,c,h,w]. */
  readonly picture: readonly [number, number, number, number];
  /** Filters. */
  readonly channels: number;
  /** Rows and columns of the filters. */
  readonly filter: number;
  readonly stride: number;
  readonly groups: number;
  /** Default 0. */
  readonly padding?: number;
}

/**
 * Checks that an engine convolves, and computes both gradients, as the float64 reference does.
 *
 * @param engine The engine.
 * @param form What is convolved.
 * @param tolerance As {@linkcode assertParity} has it.
 */
export async function assertConvolutionParity(
  engine: Engine,
  { picture: [n, c, height, width], channels, filter, ...options }: ConvolutionForm,
  tolerance: number,
): Promise<void> {
  const random = new RandomCase(3);
  const { groups } = options;
  const x = random.any([n, groups * c, height, width]);
  const w = random.any([groups * channels, c, filter, filter]);
  const y = conv2d(x, w, options);
  const g = random.any(y.shape);
  const outputs = {
    y,
    dx: conv2dInputGradient(g, w, [height, width], options),
    dw: conv2dFilterGradient(x, g, [filter, filter], options),
  };
  await assertParity(engine, outputs, random.feeds, tolerance);
}

/**
 * Checks that an engine folds mirrored borders as the float64 reference does.
 *
 * @param engine The engine.
 * @param shape [n,c,h,w] of the folded picture.
 * @param amount Width of the border.
 * @param tolerance As {@linkcode assertParity} has it.
 */
export async function assertFoldParity(
  engine: Engine,
  [n, c, height, width]: readonly [number, number, number, number],
  amount: number,
  tolerance: number,
): Promise<void> {
  const random = new RandomCase(5);
  const x = random.any([n, c, height + 2 * amount, width + 2 * amount]);
  await assertParity(engine, { folded: reflectFold(x, amount) }, random.feeds, tolerance);
}
