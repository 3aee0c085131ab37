import {
  averagePool,
  batchNorm,
  constant,
  conv2d,
  conv2dFilterGradient,
  conv2dInputGradient,
  interpolationMatrix,
  inverseDeviation,
  reflectFold,
  reflectPad,
  repeat,
  resizeBilinear,
  resizeBilinearTranspose,
  type Shape,
  sizeOf,
  slice,
  standardise,
  type Tensor,
} from "../../src/graph/mod.ts";
import { assertClose } from "./central_differences.ts";
import { evaluate } from "./reference.ts";

/** 1, 2, 3, ... */
function counting(shape: Shape): Tensor {
  return constant(Array.from({ length: sizeOf(shape) }, (_, i) => i + 1), shape);
}

/** 1, 1, 1, ... */
function ones(shape: Shape): Tensor {
  return constant(Array(sizeOf(shape)).fill(1), shape);
}

const NINE = counting([1, 1, 3, 3]);
const FILTER = counting([1, 1, 2, 2]);
const STAIRS = constant([0, 3, 12], [1, 1, 1, 3]);
/** Channel 0 holds 1 to 4, in two pictures: mean 2.5, variance 1.25. Channel 1 holds zeros. */
const TWO_CHANNELS = constant([1, 2, 0, 0, 3, 4, 0, 0], [2, 2, 1, 2]);
const GAMMA = constant([3, 5], [1, 2, 1, 1]);
const BETA = constant([10, -1], [1, 2, 1, 1]);

/** Worked out by hand. */
const BY_HAND: readonly (readonly [name: string, output: Tensor, expected: readonly number[]])[] = [
  ["conv2d() of 3x3 with 2x2", conv2d(NINE, FILTER), [37, 47, 67, 77]],
  ["conv2d() of two channels", conv2d(counting([1, 2, 1, 2]), counting([1, 2, 1, 1])), [7, 10]],
  ["conv2d() with two filters", conv2d(STAIRS, counting([2, 1, 1, 1])), [0, 3, 12, 0, 6, 24]],
  ["conv2d() of stride 2", conv2d(NINE, ones([1, 1, 1, 1]), { stride: 2 }), [1, 3, 7, 9]],
  [
    "conv2dInputGradient() of ones",
    conv2dInputGradient(ones([1, 1, 2, 2]), FILTER, [3, 3]),
    [1, 3, 2, 4, 10, 6, 3, 7, 4],
  ],
  [
    "conv2dFilterGradient() of a diagonal",
    conv2dFilterGradient(NINE, constant([1, 0, 0, 1], [1, 1, 2, 2]), [2, 2]),
    [6, 8, 12, 14],
  ],
  [
    "reflectPad() of a picture by 1",
    reflectPad(counting([1, 1, 2, 3]), 1),
    [5, 4, 5, 6, 5, 2, 1, 2, 3, 2, 5, 4, 5, 6, 5, 2, 1, 2, 3, 2],
  ],
  [
    "reflectPad() of 1, 2, 3 by 2",
    slice(reflectPad(NINE, 2), [0, 0, 2, 0], [1, 1, 1, 7]),
    [3, 2, 1, 2, 3, 2, 1],
  ],
  ["reflectFold() of ones", reflectFold(ones([1, 1, 4, 5]), 1), [2, 6, 2, 2, 6, 2]],
  [
    "resizeBilinear() from 2x2 to 3x3",
    resizeBilinear(constant([0, 2, 4, 6], [1, 1, 2, 2]), [3, 3]),
    [0, 1, 2, 2, 3, 4, 4, 5, 6],
  ],
  ["resizeBilinear() from 1x3 to 1x4", resizeBilinear(STAIRS, [1, 4]), [0, 2, 6, 12]],
  ["resizeBilinear() from 1x3 to 1x2", resizeBilinear(STAIRS, [1, 2]), [0, 12]],
  ["resizeBilinear() from 1x3 to 2x1", resizeBilinear(STAIRS, [2, 1]), [0, 0]],
  ["resizeBilinearTranspose() to 1x2", resizeBilinearTranspose(STAIRS, [1, 2]), [1.5, 13.5]],
  ["averagePool() of an odd picture", averagePool(NINE, 2), [3]],
  ["repeat() to an odd picture", repeat(ones([1, 1, 1, 1]), 2, [3, 2]), [1, 1, 1, 1, 0, 0]],
  [
    "standardise() of 1 to 4",
    standardise(TWO_CHANNELS, 1),
    [-1, -1 / 3, 0, 0, 1 / 3, 1, 0, 0],
  ],
  ["inverseDeviation() of 1 to 4", inverseDeviation(TWO_CHANNELS, 1), [2 / 3, 1]],
  [
    "batchNorm() of 1 to 4",
    batchNorm(TWO_CHANNELS, GAMMA, BETA, 1),
    [7, 9, -1, -1, 11, 13, -1, -1],
  ],
];

for (const [name, output, expected] of BY_HAND) {
  Deno.test(`${name} has the values worked out by hand`, () => {
    assertClose(evaluate([output], new Map())[0], expected);
  });
}

Deno.test("interpolationMatrix() holds what resizeBilinear() multiplies by", () => {
  assertClose(interpolationMatrix(2, 3), [1, 0, 0.5, 0.5, 0, 1]);
  for (const [from, to] of [[1, 3], [3, 1], [4, 7], [7, 4], [5, 5]] as const) {
    const units = Array.from({ length: from * from }, (_, i) => (i % (from + 1) === 0 ? 1 : 0));
    const resized = resizeBilinear(constant(units, [from, 1, 1, from]), [1, to]);
    const columns = evaluate([resized], new Map())[0] ?? [];
    const matrix = Array.from({ length: to * from }, (_, i) => {
      return columns[(i % from) * to + Math.floor(i / from)] ?? NaN;
    });
    assertClose(interpolationMatrix(from, to), matrix, 1e-6);
  }
});
