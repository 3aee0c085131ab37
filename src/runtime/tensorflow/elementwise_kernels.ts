import { numberOf } from "../../graph/mod.ts";
import type { Kernel } from "./kernels.ts";
import type { TensorFlow, TfTensor } from "./tfjs.ts";

/** Names of functions of tfjs that do the same as the operator. */
type FunctionOf<Arguments extends unknown[]> = {
  [Name in keyof TensorFlow]: TensorFlow[Name] extends (...args: Arguments) => TfTensor ? Name
    : never;
}[keyof TensorFlow];

function unary(name: FunctionOf<[TfTensor]>): Kernel {
  return (_node, inputs, tf) => tf[name](inputs[0] as TfTensor);
}

function binary(name: FunctionOf<[TfTensor, TfTensor]>): Kernel {
  return (_node, inputs, tf) => tf[name](inputs[0] as TfTensor, inputs[1] as TfTensor);
}

/**
 * Elementwise operators. The step functions are made of the sign: `tf.step` fills two tensors on the
 * host at each call.
 */
export const ELEMENTWISE_KERNELS: Readonly<Record<string, Kernel>> = {
  add: binary("add"),
  sub: binary("sub"),
  mul: binary("mul"),
  div: binary("div"),
  maximum: binary("maximum"),
  minimum: binary("minimum"),
  exp: unary("exp"),
  log: unary("log"),
  sqrt: unary("sqrt"),
  abs: unary("abs"),
  tanh: unary("tanh"),
  sigmoid: unary("sigmoid"),
  sign: unary("sign"),
  step: (_node, inputs, tf) => tf.maximum(tf.sign(inputs[0] as TfTensor), 0),
  leakyRelu: (node, inputs, tf) => tf.leakyRelu(inputs[0] as TfTensor, numberOf(node, "slope")),
  leakySlope: (node, inputs, tf) =>
    tf.maximum(tf.sign(inputs[0] as TfTensor), numberOf(node, "slope")),
};
