import { numberOf, type Tensor } from "../../graph/mod.ts";
import type { Kernel, Lowering } from "./lowering.ts";

/**
 * Batch normalisation as ONNX's layer normalisation of rows that are channels: three times as fast as
 * ONNX Runtime's `BatchNormalization` in training mode (bench/README.md), and it yields the deviation
 * that the way back needs. What both ways need is written once.
 */
export const NORMALISATION_KERNELS: Readonly<Record<string, Kernel>> = {
  standardise: (node, [x = ""], lowering) => standard(node, x, lowering)[0],
  inverseDeviation: (node, [x = ""], lowering) => standard(node, x, lowering)[1],
  batchNorm: (node, [x = "", gamma = "", beta = ""], lowering) => {
    const [y] = standard(node, x, lowering);
    return lowering.model.node("Add", [lowering.model.node("Mul", [y, gamma]), beta]);
  },
};

/** The standardised value of x, and the inverse of its channels' deviation. */
function standard(node: Tensor, x: string, lowering: Lowering): readonly [string, string] {
  const { model } = lowering;
  const epsilon = numberOf(node, "epsilon");
  const [n = 0, c = 0, h = 0, w = 0] = (node.inputs[0] as Tensor).shape;
  const [value = "", inverse = ""] = lowering.share(`standard ${epsilon} ${x}`, () => {
    // Channels of several pictures are rows of their pixels in all of them.
    const swap = { perm: [1, 0, 2, 3] };
    const axes = n === 1 ? [h, w] : [n, h, w];
    const rows = n === 1 ? x : model.node("Transpose", [x], swap);
    const ones = lowering.share(`ones ${axes}`, () => [
      model.floats(new Float32Array(n * h * w).fill(1), axes),
    ]);
    const [y = "", , deviation = ""] = model.nodeWithOutputs(
      "LayerNormalization",
      [rows, ...ones],
      3,
      { axis: n === 1 ? 2 : 1, epsilon: { float: epsilon } },
    );
    if (n === 1) return [y, deviation];
    return [model.node("Transpose", [y], swap), lowering.reshape(deviation, [1, c, 1, 1])];
  });
  return [value, inverse];
}
