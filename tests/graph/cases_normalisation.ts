import { affine, batchNorm, inverseDeviation, standardise } from "../../src/graph/mod.ts";
import type { OperatorCase } from "./operator_cases.ts";
import type { RandomCase } from "./random_case.ts";

/** Pictures and channels: one and several of each. */
const COUNTS = [[1, 1], [1, 3], [2, 1], [3, 2]] as const;

/** The default, and one that matters. */
const EPSILONS = [1e-5, 0.5] as const;

/** Channel statistics and batch normalisation. */
export const NORMALISATION_CASES: readonly OperatorCase[] = COUNTS.flatMap(([n, c]) => [
  {
    name: `affine() of shape [${n},${c},h,w]`,
    build: (random) =>
      affine(
        random.any([n, c, ...random.shape(2)]),
        random.any([1, c, 1, 1]),
        random.any([1, c, 1, 1]),
      ),
  },
  ...EPSILONS.flatMap((epsilon): OperatorCase[] => {
    const circumstances = `of shape [${n},${c},h,w] with epsilon ${epsilon}`;
    const pictures = (random: RandomCase) => random.any([n, c, ...random.shape(2)]);
    return [{
      name: `standardise() ${circumstances}`,
      build: (random) => standardise(pictures(random), epsilon),
    }, {
      name: `inverseDeviation() ${circumstances}`,
      build: (random) => inverseDeviation(pictures(random), epsilon),
    }, {
      name: `batchNorm() ${circumstances}`,
      build: (random) =>
        batchNorm(
          pictures(random),
          random.positive([1, c, 1, 1]),
          random.any([1, c, 1, 1]),
          epsilon,
        ),
    }];
  }),
]);
