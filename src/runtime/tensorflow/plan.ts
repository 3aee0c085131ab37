import { type Tensor, topological } from "../../graph/mod.ts";
import type { Program } from "../engine.ts";
import { type Kernel, KERNELS } from "./kernels.ts";

/** One kernel call. */
export interface PlannedNode {
  readonly node: Tensor;
  readonly kernel: Kernel;
  /** Values that nobody needs after this call. */
  readonly spent: readonly Tensor[];
}

/** What a run of a program does, in order. */
export interface Plan {
  /** Values that are part of the graph. */
  readonly constants: readonly Tensor[];
  readonly nodes: readonly PlannedNode[];
}

/**
 * Orders a program's nodes and finds out when each value has been used for the last time.
 *
 * @param program The graph and its ports.
 * @returns The plan.
 * @throws {TypeError} If an input is not fed, or an operator has no kernel.
 */
export function planProgram({ feeds, state, results }: Program): Plan {
  const variables = Object.values(state);
  const wanted = [...Object.values(results), ...variables.map(({ next }) => next)];
  const given = new Set([...Object.values(feeds), ...variables.map(({ current }) => current)]);
  const order = topological(wanted).filter((node) => !given.has(node));
  const computed = order.filter((node) => !node.data);
  const lasting = new Set([...wanted, ...given]);
  const lastUser = new Map(
    computed.flatMap((node) => node.inputs.map((operand) => [operand, node] as const)),
  );
  const nodes = computed.map((node) => ({
    node,
    kernel: kernelOf(node),
    spent: [...new Set(node.inputs)].filter((operand) =>
      !operand.data && !lasting.has(operand) && lastUser.get(operand) === node
    ),
  }));
  return { constants: order.filter((node) => node.data), nodes };
}

function kernelOf(node: Tensor): Kernel {
  const kernel = KERNELS[node.operator.name];
  if (!kernel) throw new TypeError(`TensorFlow has no kernel for ${node}, or the input is not fed`);
  return kernel;
}
