/**
 * What a graph means: a plain float64 interpreter, each operator written from its definition and
 * without regard to speed. The gradient rules and the engines are held against it.
 *
 * @module
 */
import { type Tensor, topological } from "../../src/graph/mod.ts";
import { CONVOLUTION } from "./reference_convolution.ts";
import { ELEMENTWISE } from "./reference_elementwise.ts";
import type { Kernel } from "./reference_index.ts";
import { LAYOUT } from "./reference_layout.ts";
import { MATMUL } from "./reference_matmul.ts";
import { NORMALISATION } from "./reference_normalisation.ts";
import { RESAMPLE } from "./reference_resample.ts";

/** The values fed to the inputs of a graph. */
export type Feeds = ReadonlyMap<Tensor, Float64Array>;

/** The kernel of each operator by its name; `input` has none, it is fed. */
export const KERNELS: ReadonlyMap<string, Kernel> = new Map(
  Object.entries<Kernel>({
    constant: (node) => Float64Array.from(node.data ?? []),
    ...CONVOLUTION,
    ...ELEMENTWISE,
    ...LAYOUT,
    ...MATMUL,
    ...NORMALISATION,
    ...RESAMPLE,
  }),
);

/**
 * Runs a graph once.
 *
 * @param outputs What is asked for.
 * @param feeds The values of every input that they depend on; they are not changed.
 * @returns The values of each output, in row-major order.
 * @throws {RangeError} If an operator is unknown, an input is not fed, or the number of values is
 * not what a shape holds.
 *
 * @example
 * ```ts
 * import { input, mul, sum } from "../../src/graph/mod.ts";
 * import { evaluate } from "./reference.ts";
 * const x = input([3]);
 * evaluate([sum(mul(x, x))], new Map([[x, Float64Array.of(1, 2, 3)]])); // [14]
 * ```
 */
export function evaluate(outputs: readonly Tensor[], feeds: Feeds): Float64Array[] {
  const values = new Map<Tensor, Float64Array>();
  const valuesOf = (node: Tensor): Float64Array => {
    const data = values.get(node);
    if (!data) throw new RangeError(`Cannot read ${node} before it is computed`);
    return data;
  };
  for (const node of topological(outputs)) {
    const operands = node.inputs.map((operand) => ({
      shape: operand.shape,
      data: valuesOf(operand),
    }));
    const data = node.operator.name === "input"
      ? fed(node, feeds)
      : kernelOf(node)(node, ...operands);
    if (data.length !== node.size) {
      throw new RangeError(`Cannot fill ${node} with ${data.length} values`);
    }
    values.set(node, data);
  }
  return outputs.map(valuesOf);
}

function fed(node: Tensor, feeds: Feeds): Float64Array {
  const data = feeds.get(node);
  if (!data) throw new RangeError(`Cannot evaluate ${node}: it is not fed`);
  return data;
}

function kernelOf(node: Tensor): Kernel {
  const kernel = KERNELS.get(node.operator.name);
  if (!kernel) throw new RangeError(`Cannot evaluate ${node}: its operator has no kernel`);
  return kernel;
}
