import { listOf, numberOf, type Tensor } from "../../graph/mod.ts";
import type { Kernel } from "./lowering.ts";
import { foldMirror } from "./mirror_fold.ts";

/** Operators that move values without computing, and sums. */
export const LAYOUT_KERNELS: Readonly<Record<string, Kernel>> = {
  reshape: (node, [x = ""], lowering) => lowering.reshape(x, node.shape),
  transpose: (node, [x = ""], { model }) =>
    model.node("Transpose", [x], { perm: listOf(node, "order") }),
  slice: (node, [x = ""], lowering) => {
    const begin = listOf(node, "begin");
    const whole = (node.inputs[0] as Tensor).shape;
    const cuts = node.shape.flatMap((extent, axis) => {
      const from = begin[axis] ?? 0;
      return extent === whole[axis] ? [] : [[axis, from, from + extent] as const];
    });
    return cuts.length === 0 ? x : lowering.cut(x, ...cuts);
  },
  pad: (node, [x = ""], { model }) => {
    const amounts = [...listOf(node, "before"), ...listOf(node, "after")];
    return model.node("Pad", [x, model.integers(amounts)]);
  },
  concat: (node, inputs, { model }) =>
    model.node("Concat", inputs, { axis: numberOf(node, "axis") }),
  sum: (node, [x = ""], { model }) =>
    model.node("ReduceSum", [x, model.integers(listOf(node, "axes"))]),
  broadcast: (node, [x = ""], { model }) => model.node("Expand", [x, model.integers(node.shape)]),
  matmul: (node, inputs, { model }) =>
    model.node("Gemm", inputs, {
      transA: numberOf(node, "transposeA"),
      transB: numberOf(node, "transposeB"),
    }),
  reflectPad: (node, [x = ""], { model }) => {
    const amount = numberOf(node, "amount");
    const sides = [0, 0, amount, amount];
    return model.node("Pad", [x, model.integers([...sides, ...sides])], { mode: "reflect" });
  },
  reflectFold: (node, [x = ""], lowering) =>
    foldMirror(x, node.shape, numberOf(node, "amount"), lowering),
};
