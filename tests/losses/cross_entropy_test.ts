import assert from "node:assert/strict";
import { constant, gradients, input, sigmoid } from "../../src/graph/mod.ts";
import { crossEntropy, logitCrossEntropy } from "../../src/losses/cross_entropy.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";
import { assertClose, assertGradients } from "../graph/central_differences.ts";
import { evaluate } from "../graph/reference.ts";
import { assertParity } from "../runtime/parity.ts";
import { pixels, randomLayers, valueOf } from "./batches.ts";

const near = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-6, `${actual}, not ${expected}`);

Deno.test("crossEntropy() is -t log(p) - (1 - t) log(1 - p), by hand", () => {
  const layers = [pixels([0.5, 0.25]), pixels([0.5, 0.75])] as const;
  const truth = [pixels([1, 0]), pixels([0.5, 0.25])] as const;
  const log = Math.log;
  const terms = [log(0.5), log(0.75), log(0.5), 0.25 * log(0.75) + 0.75 * log(0.25)];
  near(valueOf(crossEntropy(layers, truth)), -terms.reduce((sum, v) => sum + v) / 4);
});

Deno.test("crossEntropy() takes the order of the layers as it is", () => {
  const [a, b] = [pixels([0.1, 0.2]), pixels([0.8, 0.9])];
  const [right, crossed] = [[a, b] as const, [b, a] as const]
    .map((layers) => valueOf(crossEntropy(layers, [a, b])));
  assert.ok((crossed as number) > (right as number) + 1);
});

Deno.test("crossEntropy() of layers that are certain is finite, right or wrong", () => {
  const [black, white] = [pixels([0, 0]), pixels([1, 1])];
  near(valueOf(crossEntropy([black, white], [black, white])), 1e-6);
  const wrong = valueOf(crossEntropy([black, white], [white, black]));
  assert.ok(Math.abs(wrong + Math.log(1e-6)) < 1e-2, `${wrong}`);
});

Deno.test("crossEntropy() over both orders has its least at the mixture, given twice", () => {
  // The same two layers in either order: an answer that cannot know the order is the same to both.
  const [c, d] = [0.1, 0.7];
  const truth = [pixels([c, c], [d, d]), pixels([d, d], [c, c])] as const;
  const lossOf = (p: number, q: number) =>
    valueOf(crossEntropy([pixels([p, p], [p, p]), pixels([q, q], [q, q])], truth));
  const answers = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);
  const all = answers.flatMap((p) => answers.map((q) => ({ p, q, loss: lossOf(p, q) })));
  const { p, q } = all.reduce((best, one) => one.loss < best.loss ? one : best);
  assert.deepEqual([p, q], [0.4, 0.4]);
});

Deno.test("crossEntropy() has the gradient that central differences give", () => {
  const { layers: [a, b], truth: [c, d], feeds } = randomLayers(1, [2, 1, 2, 3]);
  assertGradients(crossEntropy([sigmoid(a), sigmoid(b)], [sigmoid(c), sigmoid(d)]), feeds);
});

Deno.test("logitCrossEntropy() is the cross-entropy of sigmoids, by hand", () => {
  const logits = constant([0, Math.log(3)], [2]);
  const real = -(Math.log(0.5) + Math.log(0.75)) / 2;
  const not = -(Math.log(0.5) + Math.log(0.25)) / 2;
  near(valueOf(logitCrossEntropy(logits, 1)), real);
  near(valueOf(logitCrossEntropy(logits, 0)), not);
});

Deno.test("logitCrossEntropy() has the slope sigmoid(x) - label", () => {
  const x = input([4]);
  const values = Float64Array.of(-3, -0.5, 0.5, 3);
  for (const label of [0, 1] as const) {
    const [slope] = gradients(logitCrossEntropy(x, label), [x]);
    assert.ok(slope);
    const expected = values.map((v) => (1 / (1 + Math.exp(-v)) - label) / 4);
    assertClose(evaluate([slope], new Map([[x, values]]))[0], expected);
  }
});

Deno.test("logitCrossEntropy() does not overflow at 10000 and -10000, nor does its gradient", async () => {
  const x = input([2]);
  const feeds = new Map([[x, Float64Array.of(1e4, -1e4)]]);
  for (const label of [0, 1] as const) {
    const loss = logitCrossEntropy(x, label);
    const [slope] = gradients(loss, [x]);
    assert.ok(slope);
    // One of the two is as wrong as it is large, the other is right.
    assert.equal(valueOf(loss, feeds), 5000);
    assertClose(evaluate([slope], feeds)[0], [(1 - label) / 2, -label / 2]);
    await assertParity(onnxEngine(), { loss, slope }, feeds, 1e-6);
  }
});
