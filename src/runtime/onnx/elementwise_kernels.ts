import { numberOf } from "../../graph/mod.ts";
import type { Kernel, Lowering } from "./lowering.ts";

/** The operator is an ONNX operator by another name. */
function same(type: string): Kernel {
  return (_node, inputs, { model }) => model.node(type, inputs);
}

/** So large that x times it leaves [-1, 1] unless x is 0 or all but underflows. */
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
  sign: (_node, [x = ""], lowering) =>
    lowering.gpu ? steepened(x, -1, lowering) : lowering.model.node("Sign", [x]),
  step: (_node, inputs, { model }) =>
    model.node("HardSigmoid", inputs, { alpha: { float: 1e30 }, beta: { float: 0 } }),
  leakyRelu: (node, inputs, { model }) =>
    model.node("LeakyRelu", inputs, { alpha: { float: numberOf(node, "slope") } }),
  leakySlope: (node, [x = ""], lowering) => steepened(x, numberOf(node, "slope"), lowering),
};

/** 1 where x > 0, `least` where x < 0. */
function steepened(x: string, least: number, { model }: Lowering): string {
  const bounds = [least, 1].map((bound) => model.floats(Float32Array.of(bound)));
  return model.node("Clip", [model.node("Mul", [x, model.floats(STEEP)]), ...bounds]);
}
