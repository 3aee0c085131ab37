/**
 * Every operator at random shapes and values, for whoever has to agree with the reference: the
 * gradient rules here, and each engine in its own tests.
 *
 * @module
 */
import type { Tensor } from "../../src/graph/mod.ts";
import { BINARY_CASES } from "./cases_binary.ts";
import { CONVOLUTION_CASES } from "./cases_convolution.ts";
import { LAYOUT_CASES } from "./cases_layout.ts";
import { MATMUL_CASES } from "./cases_matmul.ts";
import { NORMALISATION_CASES } from "./cases_normalisation.ts";
import { RESAMPLE_CASES } from "./cases_resample.ts";
import { UNARY_CASES } from "./cases_unary.ts";
import { RandomCase } from "./random_case.ts";

/** An operator in one kind of circumstances. */
export interface OperatorCase {
  /** Begins a test's name: "conv2d() of stride 2". */
  readonly name: string;
  /** Makes the operands and applies the operator to them, which is the last node made. */
  readonly build: (random: RandomCase) => Tensor;
}

/** A case whose shapes and values are drawn. */
export interface DrawnCase {
  /** The operator applied to its operands. */
  readonly output: Tensor;
  /** Goes on making random numbers; its `feeds` are the values of the operands. */
  readonly random: RandomCase;
}

/** All of them. */
export const OPERATOR_CASES: readonly OperatorCase[] = [
  ...BINARY_CASES,
  ...CONVOLUTION_CASES,
  ...LAYOUT_CASES,
  ...MATMUL_CASES,
  ...NORMALISATION_CASES,
  ...RESAMPLE_CASES,
  ...UNARY_CASES,
];

/** The cases of each operator function, by its name: "conv2d()". */
export const CASES_BY_OPERATOR: ReadonlyMap<string, readonly OperatorCase[]> = Map.groupBy(
  OPERATOR_CASES,
  ({ name }) => name.slice(0, name.indexOf(")") + 1),
);

/**
 * Draws the shapes and values of a case.
 *
 * @param operatorCase One of {@linkcode OPERATOR_CASES}.
 * @param seed Any integer; the same seed draws the same.
 * @returns The output, and where its inputs' values are.
 *
 * @example
 * ```ts
 * import { draw, OPERATOR_CASES } from "./operator_cases.ts";
 * import { evaluate } from "./reference.ts";
 * for (const operatorCase of OPERATOR_CASES) {
 *   const { output, random } = draw(operatorCase, 1);
 *   const [expected] = evaluate([output], random.feeds);
 * }
 * ```
 */
export function draw(operatorCase: OperatorCase, seed: number): DrawnCase {
  const random = new RandomCase(seed);
  return { output: operatorCase.build(random), random };
}
