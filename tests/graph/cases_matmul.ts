import { matmul } from "../../src/graph/mod.ts";
import type { OperatorCase } from "./operator_cases.ts";

/** The matrix product with either, both or none of its operands transposed. */
export const MATMUL_CASES: readonly OperatorCase[] = [
  ...[false, true].flatMap((transposeA) =>
    [false, true].map((transposeB): OperatorCase => ({
      name: `matmul() with transposeA ${transposeA} and transposeB ${transposeB}`,
      build: (random) => {
        const [m, k, n] = [random.integer(1, 4), random.integer(2, 5), random.integer(2, 3)];
        const a = random.any(transposeA ? [k, m] : [m, k]);
        const b = random.any(transposeB ? [n, k] : [k, n]);
        return matmul(a, b, { transposeA, transposeB });
      },
    }))
  ),
  ...[false, true].map((transposed): OperatorCase => ({
    name: `matmul() of a matrix with itself, ${transposed ? "columns" : "rows"} with each other`,
    build: (random) => {
      const x = random.any(random.shape(2));
      return matmul(x, x, transposed ? { transposeA: true } : { transposeB: true });
    },
  })),
];
