import {
  conv2d,
  conv2dFilterGradient,
  conv2dInputGradient,
  type ConvolutionOptions,
} from "../../src/graph/mod.ts";
import type { OperatorCase } from "./operator_cases.ts";
import type { RandomCase } from "./random_case.ts";

/** Rows and columns of the filters. */
const FILTERS = [[1, 1], [2, 2], [2, 3], [3, 1], [3, 3], [5, 5]] as const;

const STRIDES = [1, 2, 3] as const;

const GROUPS = [1, 2, 3] as const;

/** Up to more than a filter, where whole outputs are made of zeros. */
const PADDINGS = [0, 0, 1, 2, 3] as const;

/** What the three operators of one convolution need to know. */
interface Convolution {
  /** [n,c,h,w]. */
  readonly x: readonly number[];
  /** [k,c,r,s]. */
  readonly w: readonly number[];
  /** [n,k,oh,ow]. */
  readonly y: readonly number[];
}

/** The convolution and its transposes, for pictures of odd and even sizes that may leave a rest. */
export const CONVOLUTION_CASES: readonly OperatorCase[] = FILTERS.flatMap(([r, s]) =>
  STRIDES.flatMap((stride, i): OperatorCase[] => {
    // Strides and groups do not meet in the rules: each pair of them once or twice is enough.
    const groups = GROUPS[(i + r + s) % GROUPS.length] as number;
    const padding = PADDINGS[(2 * i + r * s) % PADDINGS.length] as number;
    const options = { stride, groups, padding };
    const circumstances =
      `of stride ${stride} with ${groups} groups of ${r}x${s} filters, padded by ${padding}`;
    return [{
      name: `conv2d() ${circumstances}`,
      build: (random) => {
        const { x, w } = convolution(random, [r, s], options);
        return conv2d(random.any(x), random.any(w), options);
      },
    }, {
      name: `conv2dInputGradient() ${circumstances}`,
      build: (random) => {
        const { x: [, , h = 0, w = 0], w: filters, y } = convolution(random, [r, s], options);
        return conv2dInputGradient(random.any(y), random.any(filters), [h, w], options);
      },
    }, {
      name: `conv2dFilterGradient() ${circumstances}`,
      build: (random) => {
        const { x, y } = convolution(random, [r, s], options);
        return conv2dFilterGradient(random.any(x), random.any(y), [r, s], options);
      },
    }];
  })
);

/** Draws a picture from the size of the filters up. */
function convolution(
  random: RandomCase,
  [r, s]: readonly [number, number],
  { stride, groups, padding }: Required<ConvolutionOptions>,
): Convolution {
  const [height, width] = [r + random.integer(0, 4), s + random.integer(0, 4)];
  const [n, c, k] = [random.integer(1, 2), random.integer(1, 2), random.integer(1, 3)];
  const positions = (extent: number, filter: number) =>
    Math.floor((extent + 2 * padding - filter) / stride) + 1;
  return {
    x: [n, c * groups, height, width],
    w: [k * groups, c, r, s],
    y: [n, k * groups, positions(height, r), positions(width, s)],
  };
}
