import { numberOf } from "../../graph/mod.ts";
import type { Kernel } from "./lowering.ts";

/** The operator is an ONNX operator by another name. */
function same(type: string): Kernel {
  return (_node, inputs, { model }) => model.node(type, inputs);
}

/** So large that x times it leaves [slope, 1] unless x is 0 or all but underflows. */
const STEEP = Float32Array.of(1e30);

/**
 * Elementwise operators. The step functions are written without comparisons: ONNX Runtime's `Where`
 * and its casts from booleans cost two to three times a multiplication.
 */
export const ELEMENTWISE_KERNELS: Readonly<Record<string, Kernel>> = {
  add: same("Add"),
  sub: same("Sub"),
  mul: same("Mul"),
  div: same("Div"),
  maximum: same("Max"),
  minimum: same("Min"),
  exp: same("Exp"),
  log: same("Log"),
  sqrt: same("Sqrt"),
  abs: same("Abs"),
  tanh: same("Tanh"),
  sigmoid: same("Sigmoid"),
  sign: same("Sign"),
  step: (_node, inputs, { model }) =>
    model.node("HardSigmoid", inputs, { alpha: { float: 1e30 }, beta: { float: 0 } }),
  leakyRelu: (node, inputs, { model }) =>
    model.node("LeakyRelu", inputs, { alpha: { float: numberOf(node, "slope") } }),
  leakySlope: (node, [x = ""], { model }) => {
    const slope = model.floats(Float32Array.of(numberOf(node, "slope")));
    const steep = model.node("Mul", [x, model.floats(STEEP)]);
    return model.node("Clip", [steep, slope, model.floats(Float32Array.of(1))]);
  },
};
