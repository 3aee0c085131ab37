import { formatShape, type Shape, sizeOf } from "./shape.ts";

/** Settings of an operator that are fixed when the graph is built. */
export type Attributes = Readonly<Record<string, number | readonly number[]>>;

/**
 * How an operator is differentiated: given the gradient of the loss with respect to its output,
 * yields the gradient with respect to each operand, as new graph nodes; `undefined` where there is
 * none. A rule is not asked for operands that no parameter reaches, see `needs`.
 */
export type GradientRule = (
  cotangent: Tensor,
  node: Tensor,
  needs: readonly boolean[],
) => readonly (Tensor | undefined)[];

/** An operator: its name, how its gradient is made, and whether it takes a cotangent as it comes. */
export interface Operator {
  /** Unique; the engines look their kernels up by it. */
  readonly name: string;
  /** Absent for sources (inputs, constants), which nothing flows through. */
  readonly gradient?: GradientRule;
  /**
   * Whether the gradient rule accepts a cotangent that would still have to be broadcast to the
   * output's shape. Elementwise rules do, and so save a pass over memory.
   */
  readonly takesUnbroadcastCotangent?: boolean;
}

let nextId = 0;

/** A value that will exist when the graph runs: an operator applied to other tensors. */
export class Tensor {
  /** Creation order: operands always have smaller ids than what is computed from them. */
  readonly id: number = nextId++;

  /**
   * Use the operator functions (`add`, `conv2d`, ...) instead: they check the shapes.
   *
   * @param operator What computes it.
   * @param inputs Its operands.
   * @param shape Its extents, which its operator's shape rule found.
   * @param attributes The operator's settings.
   * @param data The values, of a constant.
   */
  constructor(
    readonly operator: Operator,
    readonly inputs: readonly Tensor[],
    readonly shape: Shape,
    readonly attributes: Attributes = {},
    readonly data?: Float32Array,
  ) {}

  /** Number of elements. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /** Reads as `conv2d#12[1,8,64,64]` in messages. */
  toString(): string {
    return `${this.operator.name}#${this.id}${formatShape(this.shape)}`;
  }
}

/**
 * Reads a numeric attribute of a node.
 *
 * @param node The node.
 * @param name The attribute.
 * @returns Its value.
 * @throws {TypeError} If the node has no such number: a defect of the operator's definition.
 */
export function numberOf(node: Tensor, name: string): number {
  const value = node.attributes[name];
  if (typeof value !== "number") {
    throw new TypeError(`${node} has no number "${name}"`);
  }
  return value;
}

/**
 * Reads an attribute of a node that is a list of numbers.
 *
 * @param node The node.
 * @param name The attribute.
 * @returns Its value.
 * @throws {TypeError} If the node has no such list: a defect of the operator's definition.
 */
export function listOf(node: Tensor, name: string): readonly number[] {
  const value = node.attributes[name];
  if (value === undefined || typeof value === "number") {
    throw new TypeError(`${node} has no list "${name}"`);
  }
  return value;
}
