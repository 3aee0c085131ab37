import { numberOf, type Shape } from "../../src/graph/mod.ts";
import {
  at,
  eachIndex,
  gather,
  type IndexMap,
  inside,
  type Kernel,
  placeOf,
  scatter,
} from "./reference_index.ts";

/** Kernels of the operators that change a picture's size. */
export const RESAMPLE: Readonly<Record<string, Kernel>> = {
  resizeBilinear: (node, x) => {
    const y = new Float64Array(node.size);
    eachShare(x.shape, node.shape, (inX, inY, share) => {
      y[inY] = at(y, inY) + share * at(x.data, inX);
    });
    return y;
  },
  resizeBilinearTranspose: (node, y) => {
    const x = new Float64Array(node.size);
    eachShare(node.shape, y.shape, (inX, inY, share) => {
      x[inX] = at(x, inX) + share * at(y.data, inY);
    });
    return x;
  },
  averagePool: (node, x) => {
    const factor = numberOf(node, "factor");
    return scatter(x, node.shape, block(node.shape, factor)).map((total) => total / factor ** 2);
  },
  repeat: (node, x) => gather(x, node.shape, block(x.shape, numberOf(node, "factor"))),
};

/** From the index of a pixel to that of its block, if it is in any. */
function block(blocks: Shape, factor: number): IndexMap {
  return (index) => {
    const target = index.map((i, axis) => (axis < 2 ? i : Math.floor(i / factor)));
    return inside(blocks, target) ? target : undefined;
  };
}

/** Visits the places in x and y, and the share that the one has in the other. */
function eachShare(
  x: Shape,
  y: Shape,
  visit: (inX: number, inY: number, share: number) => void,
): void {
  const rows = shares(at(x, 2), at(y, 2));
  const columns = shares(at(x, 3), at(y, 3));
  eachIndex(y, (index, inY) => {
    const [n, c] = [at(index, 0), at(index, 1)];
    for (const row of rows[at(index, 2)] ?? []) {
      for (const column of columns[at(index, 3)] ?? []) {
        const inX = placeOf(x, [n, c, row.sample, column.sample]);
        visit(inX, inY, row.share * column.share);
      }
    }
  });
}

/** A sample's share in an interpolated value. */
interface Share {
  readonly sample: number;
  readonly share: number;
}

/** For each result along an axis, the hat functions of all samples at its position. */
function shares(from: number, to: number): Share[][] {
  return Array.from({ length: to }, (_, i) => {
    // Aligned corners: the first and the last stay where they are.
    const position = to === 1 ? 0 : (i * (from - 1)) / (to - 1);
    return Array.from({ length: from }, (_, sample) => ({
      sample,
      share: Math.max(0, 1 - Math.abs(position - sample)),
    })).filter(({ share }) => share > 0);
  });
}
