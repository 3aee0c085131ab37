import { numberOf } from "../../src/graph/mod.ts";
import { at, type Dense, eachIndex, type Kernel, placeOf } from "./reference_index.ts";

/** Kernel of the matrix product: y[i,j] = sum over t of A[i,t] B[t,j]. */
export const MATMUL: Readonly<Record<string, Kernel>> = {
  matmul: (node, a, b) => {
    const left = entries(a, numberOf(node, "transposeA") === 1);
    const right = entries(b, numberOf(node, "transposeB") === 1);
    const inner = at(a.shape, numberOf(node, "transposeA") === 1 ? 0 : 1);
    const y = new Float64Array(node.size);
    eachIndex(node.shape, (index, place) => {
      const [i, j] = [at(index, 0), at(index, 1)];
      for (let t = 0; t < inner; t++) y[place] = at(y, place) + left(i, t) * right(t, j);
    });
    return y;
  },
};

/** Reads a matrix, or its transpose, by row and column. */
function entries(matrix: Dense, transposed: boolean): (i: number, j: number) => number {
  const read = (i: number, j: number) => at(matrix.data, placeOf(matrix.shape, [i, j]));
  return transposed ? (i, j) => read(j, i) : read;
}
