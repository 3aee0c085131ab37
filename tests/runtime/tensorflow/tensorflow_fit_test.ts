import assert from "node:assert/strict";
import { mixturePath } from "../../../fixtures/fixtures.ts";
import { DOUBLE_EXPOSURE } from "../../../src/decompose/double_exposure.ts";
import { recipeFit } from "../../../src/decompose/recipe_fit.ts";
import { Fit } from "../../../src/fit/fit.ts";
import { readPicture } from "../../../src/image/read_picture.ts";
import { resizePicture } from "../../../src/image/resize_picture.ts";
import type { Engine } from "../../../src/runtime/engine.ts";
import { onnxEngine } from "../../../src/runtime/onnx/onnx_engine.ts";
import { tensorflowEngine } from "../../../src/runtime/tensorflow/tensorflow_engine.ts";
import { plainTfjs } from "./plain_tfjs.ts";

const tf = await plainTfjs();
const STEPS = 10;
// tfjs in plain JavaScript takes a second for a step at 32 px.
const PHOTO = await resizePicture(await readPicture(mixturePath("two-people")), {
  width: 16,
  height: 16,
});

/** The total loss of each step. */
async function losses(engine: Engine): Promise<number[]> {
  const start = recipeFit(DOUBLE_EXPOSURE, PHOTO, { steps: STEPS, seed: 0 });
  const fit = await Fit.begin({ ...start, engine });
  const totals: number[] = [];
  for (let step = 0; step < STEPS; step++) totals.push((await fit.advance())["total"] as number);
  await fit.release();
  return totals;
}

Deno.test("ten steps of the default recipe in TensorFlow follow those in ONNX", async () => {
  const tensors = tf.memory().numTensors;
  const expected = await losses(onnxEngine());
  const actual = await losses(tensorflowEngine(tf));
  expected.forEach((loss, step) => {
    const error = Math.abs((actual[step] as number) - loss) / loss;
    assert.ok(error < 0.01, `step ${step}: ${actual[step]}, not ${loss}`);
  });
  assert.ok((expected.at(-1) as number) < 0.7 * (expected[0] as number), "the steps have learned");
  assert.equal(tf.memory().numTensors, tensors, "nothing is left in TensorFlow's memory");
});
