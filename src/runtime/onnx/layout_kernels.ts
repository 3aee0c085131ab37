import { listOf, numberOf, type Tensor } from "../../graph/mod.ts";
import type { Kernel, Lowering } from "./lowering.ts";

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
  reflectFold: (node, [x = ""], lowering) => {
    const [, , height = 0, width = 0] = node.shape;
    const amount = numberOf(node, "amount");
    const rows = foldAxis(x, 2, height, amount, lowering);
    return foldAxis(rows, 3, width, amount, lowering);
  },
};

/**
 * Adds the mirrored bands at both ends of one axis to where they were copied from. Only the bands
 * are computed with; the rest is moved once.
 */
function foldAxis(
  x: string,
  axis: number,
  extent: number,
  amount: number,
  lowering: Lowering,
): string {
  const { model } = lowering;
  const mirrored = (from: number) => {
    const [first, last] = [from + amount - 1, from - 1];
    // An end before index 0 is written as far below it, since -1 would mean the last element.
    const end = last < 0 ? -Number.MAX_SAFE_INTEGER : last;
    const at = [[first], [end], [axis], [-1]].map((value) => model.integers(value));
    return model.node("Slice", [x, ...at]);
  };
  const core = (from: number, to: number) => lowering.cut(x, [axis, amount + from, amount + to]);
  const [top, bottom] = [mirrored(0), mirrored(amount + extent)];
  if (extent <= 2 * amount + 1) {
    const padded = (band: string, before: number) => {
      const zeros = [0, 0, 0, 0].map((zero, a) => (a === axis ? before : zero));
      const after = [0, 0, 0, 0].map((zero, a) => (a === axis ? extent - amount - before : zero));
      return model.node("Pad", [band, model.integers([...zeros, ...after])]);
    };
    return model.node("Sum", [
      core(0, extent),
      padded(top, 1),
      padded(bottom, extent - 1 - amount),
    ]);
  }
  return model.node("Concat", [
    core(0, 1),
    model.node("Add", [core(1, amount + 1), top]),
    ...(extent > 2 * amount + 2 ? [core(amount + 1, extent - 1 - amount)] : []),
    model.node("Add", [core(extent - 1 - amount, extent - 1), bottom]),
    core(extent - 1, extent),
  ], { axis });
}
