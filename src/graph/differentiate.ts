import { broadcastTo } from "./broadcast.ts";
import { add } from "./elementwise.ts";
import { ShapeError } from "./shape.ts";
import { constant } from "./source.ts";
import type { Tensor } from "./tensor.ts";

/**
 * Reverse-mode differentiation: builds the graph of the gradients of a scalar. The result consists
 * of ordinary graph nodes, so it can be differentiated again.
 *
 * @param loss A scalar (one element).
 * @param parameters What to differentiate with respect to.
 * @returns The gradients, each of its parameter's shape; zeros where the loss does not depend on it.
 * @throws {ShapeError} If `loss` has more than one element.
 * @throws {TypeError} If an operator on the way has no gradient rule.
 *
 * @example
 * ```ts
 * import { input } from "./source.ts";
 * import { mul } from "./elementwise.ts";
 * import { sum } from "./broadcast.ts";
 * import { gradients } from "./differentiate.ts";
 * const x = input([3]);
 * const [dx] = gradients(sum(mul(x, x)), [x]); // 2 x
 * ```
 */
export function gradients(
  loss: Tensor,
  parameters: readonly Tensor[],
): Tensor[] {
  if (loss.size !== 1) {
    throw new ShapeError("gradients", "the loss must be a scalar", [
      loss.shape,
    ]);
  }
  const order = dependents(loss, parameters);
  const reached = new Set(order);
  const cotangents = new Map<Tensor, Tensor>([[
    loss,
    constant([1], loss.shape.map(() => 1)),
  ]]);
  for (const node of order.reverse()) {
    const cotangent = cotangents.get(node);
    if (!cotangent || node.inputs.length === 0) continue;
    const { gradient, takesUnbroadcastCotangent, name } = node.operator;
    if (!gradient) {
      throw new TypeError(
        `Cannot differentiate ${name}: it has no gradient rule`,
      );
    }
    const g = takesUnbroadcastCotangent ? cotangent : broadcastTo(cotangent, node.shape);
    const needs = node.inputs.map((operand) => reached.has(operand));
    gradient(g, node, needs).forEach((partial, i) => {
      const operand = node.inputs[i];
      if (!partial || !operand || !needs[i]) return;
      const others = cotangents.get(operand);
      cotangents.set(operand, others ? add(others, partial) : partial);
    });
  }
  return parameters.map((parameter) =>
    broadcastTo(cotangents.get(parameter) ?? constant(0), parameter.shape)
  );
}

/** The nodes on a path from a parameter to the loss, operands first. */
function dependents(loss: Tensor, parameters: readonly Tensor[]): Tensor[] {
  const wanted = new Set(parameters);
  const depends = new Map<Tensor, boolean>();
  for (const node of topological([loss])) {
    depends.set(
      node,
      wanted.has(node) || node.inputs.some((operand) => depends.get(operand)),
    );
  }
  return [...depends].filter(([, does]) => does).map(([node]) => node);
}

/**
 * Everything that some tensors are computed from, operands before what uses them.
 *
 * @param outputs The tensors.
 * @returns Each node once, themselves included.
 */
export function topological(outputs: readonly Tensor[]): Tensor[] {
  const seen = new Set<Tensor>();
  const stack = [...outputs];
  while (stack.length > 0) {
    const node = stack.pop() as Tensor;
    if (seen.has(node)) continue;
    seen.add(node);
    stack.push(...node.inputs);
  }
  // Operands are created before what uses them.
  return [...seen].sort((a, b) => a.id - b.id);
}
