import { numberOf, type Shape, type Tensor } from "../../graph/mod.ts";
import type { Kernel, Lowering } from "./lowering.ts";

/**
 * Batch normalisation as ONNX's layer normalisation of rows that are channels: three times as fast as
 * ONNX Runtime's `BatchNormalization` in training mode (bench/README.md), and it yields the deviation
 * that the way back needs. What both ways need is written once.
 */
export const NORMALISATION_KERNELS: Readonly<Record<string, Kernel>> = {
  standardise: (node, [x = ""], lowering) => standard(node, x, lowering)[0],
  inverseDeviation: (node, [x = ""], lowering) => standard(node, x, lowering)[1],
  affine: (node, [x = "", scale = "", shift = ""], lowering) =>
    affine(x, [scale, shift], node.shape, lowering),
  batchNorm: (node, [x = "", gamma = "", beta = ""], lowering) =>
    affine(standard(node, x, lowering)[0], [gamma, beta], node.shape, lowering),
};

/**
 * On the processor a convolution by a filter of one pixel for each channel, to which ONNX Runtime adds
 * the activation that follows: one pass over memory in place of up to three.
 */
function affine(
  x: string,
  [scale, shift]: readonly [string, string],
  [, channels = 0]: Shape,
  lowering: Lowering,
): string {
  const { model } = lowering;
  if (lowering.gpu) return model.node("Add", [model.node("Mul", [x, scale]), shift]);
  const filters = lowering.reshape(scale, [channels, 1, 1, 1]);
  const offsets = lowering.reshape(shift, [channels]);
  return model.node("Conv", [x, filters, offsets], { kernel_shape: [1, 1], group: channels });
}

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
