import {
  averagePool,
  repeat,
  resizeBilinear,
  resizeBilinearTranspose,
  type Size,
} from "../../src/graph/mod.ts";
import type { OperatorCase } from "./operator_cases.ts";

/** A picture's size before and after. */
const RESIZES: readonly (readonly [from: Size, to: Size])[] = [
  [[2, 3], [4, 6]],
  [[3, 4], [5, 7]],
  [[4, 3], [7, 8]],
  [[7, 5], [3, 4]],
  [[5, 6], [3, 2]],
  [[2, 6], [5, 3]],
  [[4, 4], [4, 4]],
  [[3, 3], [3, 5]],
  [[1, 1], [3, 2]],
  [[1, 3], [4, 2]],
  [[3, 2], [1, 1]],
  [[4, 1], [1, 3]],
];

/** A block and what a picture has beyond its last one. */
const BLOCKS = [
  { factor: 1, rest: [0, 0] },
  { factor: 2, rest: [0, 0] },
  { factor: 2, rest: [1, 0] },
  { factor: 2, rest: [1, 1] },
  { factor: 3, rest: [0, 2] },
  { factor: 3, rest: [1, 2] },
] as const;

/** Resizing by any factor, pooling and its transpose. */
export const RESAMPLE_CASES: readonly OperatorCase[] = [
  ...RESIZES.flatMap(([from, to]): OperatorCase[] => [{
    name: `resizeBilinear() from ${from.join("x")} to ${to.join("x")}`,
    build: (random) => resizeBilinear(random.any(random.pictures(...from)), to),
  }, {
    name: `resizeBilinearTranspose() of a resize from ${from.join("x")} to ${to.join("x")}`,
    build: (random) => resizeBilinearTranspose(random.any(random.pictures(...to)), from),
  }]),
  ...BLOCKS.flatMap(({ factor, rest }): OperatorCase[] => {
    const sizes = (rows: number, columns: number): Size => [
      rows * factor + rest[0],
      columns * factor + rest[1],
    ];
    return [{
      name: `averagePool() by ${factor} with a rest of ${rest.join("x")}`,
      build: (random) => {
        const size = sizes(random.integer(1, 3), random.integer(1, 3));
        return averagePool(random.any(random.pictures(...size)), factor);
      },
    }, {
      name: `repeat() by ${factor} with a rest of ${rest.join("x")}`,
      build: (random) => {
        const [rows, columns] = [random.integer(1, 3), random.integer(1, 3)];
        const x = random.any(random.pictures(rows, columns));
        return repeat(x, factor, sizes(rows, columns));
      },
    }];
  }),
];
