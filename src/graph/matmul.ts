import { add } from "./elementwise.ts";
import { transpose } from "./layout.ts";
import { ShapeError } from "./shape.ts";
import { numberOf, type Operator, Tensor } from "./tensor.ts";

const MATMUL: Operator = {
  name: "matmul",
  gradient: (g, node, needs) => {
    const [a, b] = node.inputs as [Tensor, Tensor];
    const ta = numberOf(node, "transposeA") === 1;
    const tb = numberOf(node, "transposeB") === 1;
    // The rows of one matrix with each other: A A^T has the gradient (g + g^T) A.
    if (a === b && !ta && tb) return [matmul(add(g, transpose(g, [1, 0])), a), undefined];
    // With A' = op(A), B' = op(B): dA' = g B'^T and dB' = A'^T g, transposed back where op is.
    const da = () =>
      ta ? matmul(b, g, { transposeA: tb, transposeB: true }) : matmul(g, b, { transposeB: !tb });
    const db = () =>
      tb ? matmul(g, a, { transposeA: true, transposeB: ta }) : matmul(a, g, { transposeA: !ta });
    return [needs[0] ? da() : undefined, needs[1] ? db() : undefined];
  },
};

/**
 * The product of two matrices, either of them transposed if asked.
 *
 * @param a [m,k], or [k,m] if `transposeA`.
 * @param b [k,n], or [n,k] if `transposeB`.
 * @param options Which operands to transpose.
 * @returns [m,n].
 * @throws {ShapeError} If these are not matrices, or the inner extents differ.
 *
 * @example
 * ```ts
 * import { input } from "./source.ts";
 * import { matmul } from "./matmul.ts";
 * console.log(matmul(input([2, 3]), input([3, 5])).shape); // [2, 5]
 * ```
 */
export function matmul(
  a: Tensor,
  b: Tensor,
  options: { transposeA?: boolean; transposeB?: boolean } = {},
): Tensor {
  const { transposeA = false, transposeB = false } = options;
  if (a.shape.length !== 2 || b.shape.length !== 2) {
    throw new ShapeError("matmul", "operands must be matrices", [
      a.shape,
      b.shape,
    ]);
  }
  const [m, inner] = transposeA ? [a.shape[1], a.shape[0]] : [a.shape[0], a.shape[1]];
  const [outer, n] = transposeB ? [b.shape[1], b.shape[0]] : [b.shape[0], b.shape[1]];
  if (inner !== outer) {
    throw new ShapeError("matmul", "inner extents differ", [a.shape, b.shape]);
  }
  const attributes = {
    transposeA: Number(transposeA),
    transposeB: Number(transposeB),
  };
  return new Tensor(MATMUL, [a, b], [m as number, n as number], attributes);
}
