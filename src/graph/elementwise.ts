import { broadcastTo, sumTo } from "./broadcast.ts";
import { broadcastShapes, sameShape } from "./shape.ts";
import { constant } from "./source.ts";
import { type GradientRule, numberOf, type Operator, Tensor } from "./tensor.ts";

/** A tensor, or a number that stands for a scalar constant. */
export type Operand = Tensor | number;

/** Makes the operator function of two broadcasting operands from its two partial derivatives. */
function binary(
  name: string,
  partials: readonly [
    (g: Tensor, a: Tensor, b: Tensor) => Tensor,
    (g: Tensor, a: Tensor, b: Tensor) => Tensor,
  ],
): (a: Operand, b: Operand) => Tensor {
  const gradient: GradientRule = (g, node, needs) => {
    const [a, b] = node.inputs as [Tensor, Tensor];
    return [a, b].map((operand, i) => {
      if (!needs[i]) return undefined;
      // A stretched operand gathers from every place it was stretched to, so its cotangent must
      // have been broadcast before it is summed.
      const stretched = !sameShape(operand.shape, node.shape);
      const whole = stretched ? broadcastTo(g, node.shape) : g;
      const partial = partials[i as 0 | 1](whole, a, b);
      return stretched ? sumTo(partial, operand.shape) : partial;
    });
  };
  const operator: Operator = {
    name,
    gradient,
    takesUnbroadcastCotangent: true,
  };
  return (x, y) => {
    const a = typeof x === "number" ? constant(x) : x;
    const b = typeof y === "number" ? constant(y) : y;
    return new Tensor(
      operator,
      [a, b],
      broadcastShapes(name, a.shape, b.shape),
    );
  };
}

/** Makes the operator function of one operand; the derivative may use the output `y`. */
function unary(
  name: string,
  derivative?: (g: Tensor, x: Tensor, y: Tensor) => Tensor,
): (x: Tensor) => Tensor {
  const operator: Operator = {
    name,
    gradient: (g, node) => [derivative?.(g, node.inputs[0] as Tensor, node)],
    takesUnbroadcastCotangent: true,
  };
  return (x) => new Tensor(operator, [x], x.shape);
}

/** a + b, broadcasting. */
export const add: (a: Operand, b: Operand) => Tensor = binary("add", [
  (g) => g,
  (g) => g,
]);

/** a - b, broadcasting. */
export const sub: (a: Operand, b: Operand) => Tensor = binary("sub", [
  (g) => g,
  (g) => mul(g, -1),
]);

/** a * b, broadcasting. */
export const mul: (a: Operand, b: Operand) => Tensor = binary("mul", [
  (g, _, b) => mul(g, b),
  (g, a) => mul(g, a),
]);

/** a / b, broadcasting. */
export const div: (a: Operand, b: Operand) => Tensor = binary("div", [
  (g, _, b) => div(g, b),
  (g, a, b) => mul(g, div(mul(a, -1), mul(b, b))),
]);

/** The larger of a and b; where they are equal the gradient goes to b. */
export const maximum: (a: Operand, b: Operand) => Tensor = binary("maximum", [
  (g, a, b) => mul(g, step(sub(a, b))),
  (g, a, b) => mul(g, sub(1, step(sub(a, b)))),
]);

/** The smaller of a and b; where they are equal the gradient goes to b. */
export const minimum: (a: Operand, b: Operand) => Tensor = binary("minimum", [
  (g, a, b) => mul(g, step(sub(b, a))),
  (g, a, b) => mul(g, sub(1, step(sub(b, a)))),
]);

/** e^x. */
export const exp: (x: Tensor) => Tensor = unary("exp", (g, _, y) => mul(g, y));

/** The natural logarithm of x > 0. */
export const log: (x: Tensor) => Tensor = unary("log", (g, x) => div(g, x));

/** The square root of x > 0. */
export const sqrt: (x: Tensor) => Tensor = unary(
  "sqrt",
  (g, _, y) => div(mul(g, 0.5), y),
);

/** The absolute value; its gradient at 0 is 0. */
export const abs: (x: Tensor) => Tensor = unary(
  "abs",
  (g, x) => mul(g, sign(x)),
);

/** The hyperbolic tangent. */
export const tanh: (x: Tensor) => Tensor = unary(
  "tanh",
  (g, _, y) => mul(g, sub(1, mul(y, y))),
);

/** 1 / (1 + e^-x). */
export const sigmoid: (x: Tensor) => Tensor = unary(
  "sigmoid",
  (g, _, y) => mul(g, mul(y, sub(1, y))),
);

/** -1, 0 or 1; its gradient is nothing. */
export const sign: (x: Tensor) => Tensor = unary("sign");

/** 1 where x > 0, else 0; its gradient is nothing. */
export const step: (x: Tensor) => Tensor = unary("step");

const LEAKY_RELU: Operator = {
  name: "leakyRelu",
  // The output has the sign of the input, so the input need not be kept for the way back.
  gradient: (g, node) => [mul(g, leakySlope(node, numberOf(node, "slope")))],
  takesUnbroadcastCotangent: true,
};

const LEAKY_SLOPE: Operator = {
  name: "leakySlope",
  gradient: () => [undefined],
};

/**
 * x where x > 0, else slope * x (Maas et al. 2013).
 *
 * @param x Any shape.
 * @param slope In (0, 1).
 * @returns The same shape.
 */
export function leakyRelu(x: Tensor, slope: number): Tensor {
  return new Tensor(LEAKY_RELU, [x], x.shape, { slope });
}

/**
 * The derivative of {@linkcode leakyRelu}: 1 where x > 0, else `slope`.
 *
 * @param x Any shape.
 * @param slope In (0, 1).
 * @returns The same shape.
 */
export function leakySlope(x: Tensor, slope: number): Tensor {
  return new Tensor(LEAKY_SLOPE, [x], x.shape, { slope });
}
