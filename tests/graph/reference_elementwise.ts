import { numberOf, sameShape, type Shape } from "../../src/graph/mod.ts";
import { at, type Dense, gather, type Kernel } from "./reference_index.ts";

/** Kernels of the operators that work on one element at a time. */
export const ELEMENTWISE: Readonly<Record<string, Kernel>> = {
  add: binary((a, b) => a + b),
  sub: binary((a, b) => a - b),
  mul: binary((a, b) => a * b),
  div: binary((a, b) => a / b),
  maximum: binary(Math.max),
  minimum: binary(Math.min),
  exp: unary(Math.exp),
  log: unary(Math.log),
  sqrt: unary(Math.sqrt),
  abs: unary(Math.abs),
  tanh: unary(Math.tanh),
  sigmoid: unary((x) => 1 / (1 + Math.exp(-x))),
  sign: unary(Math.sign),
  step: unary((x) => (x > 0 ? 1 : 0)),
  leakyRelu: (node, x) => {
    const slope = numberOf(node, "slope");
    return x.data.map((value) => (value > 0 ? value : slope * value));
  },
  leakySlope: (node, x) => {
    const slope = numberOf(node, "slope");
    return x.data.map((value) => (value > 0 ? 1 : slope));
  },
  broadcast: (node, x) => stretch(x, node.shape),
};

/** Makes the kernel of a function of one number. */
function unary(f: (x: number) => number): Kernel {
  return (_, x) => x.data.map((value) => f(value));
}

/** Makes the kernel of a function of two numbers; both operands are stretched to the result. */
function binary(f: (a: number, b: number) => number): Kernel {
  return (node, a, b) => {
    const right = stretch(b, node.shape);
    return stretch(a, node.shape).map((value, i) => f(value, at(right, i)));
  };
}

/** Reads the element at index 0 along each axis that is missing or has extent 1. */
function stretch(x: Dense, shape: Shape): Float64Array {
  if (sameShape(x.shape, shape)) return x.data;
  const lead = shape.length - x.shape.length;
  return gather(
    x,
    shape,
    (index) => x.shape.map((extent, axis) => (extent === 1 ? 0 : at(index, axis + lead))),
  );
}
