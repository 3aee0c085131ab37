import assert from "node:assert/strict";
import { conv2dFilterGradient } from "../../src/graph/mod.ts";
import { CASES_BY_OPERATOR } from "../graph/operator_cases.ts";
import { RandomCase } from "../graph/random_case.ts";
import { loweredEngine } from "./lowered_engine.ts";
import { assertFoldParity, assertOperatorParity, assertParity } from "./parity.ts";
import { beginDefaultFit } from "./gpu/default_fit.ts";

const TOLERANCE = 1e-5;

/** The forms of the operators that are for GPUs, computed by the processor: it has them all. */
const ENGINE = loweredEngine({ gpu: true });

for (const [operator, cases] of CASES_BY_OPERATOR) {
  Deno.test(`${operator} and its gradients as written for GPUs agree with float64`, async () => {
    await assertOperatorParity(ENGINE, cases, TOLERANCE);
  });
}

// Sums that are cut into pieces, and such that are too short or cannot be divided; strides longer than
// the filter.
const FILTERS = [
  { picture: [1, 3, 66, 66], gradient: [1, 4, 64, 64], filter: 3, stride: 1 },
  { picture: [2, 3, 41, 38], gradient: [2, 5, 37, 34], filter: 5, stride: 1 },
  { picture: [1, 2, 34, 35], gradient: [1, 8, 34, 35], filter: 1, stride: 1 },
  { picture: [1, 3, 66, 67], gradient: [1, 4, 32, 33], filter: 3, stride: 2 },
  { picture: [2, 3, 38, 41], gradient: [2, 2, 17, 19], filter: 5, stride: 2 },
  { picture: [1, 3, 10, 10], gradient: [1, 4, 3, 3], filter: 3, stride: 3 },
  { picture: [1, 3, 9, 11], gradient: [1, 4, 5, 6], filter: 1, stride: 2 },
];

for (const { picture, gradient, filter, stride } of FILTERS) {
  for (const groups of [1, 2]) {
    const grouped = (
      [n = 0, channels = 0, ...size]: readonly number[],
    ) => [n, channels * groups, ...size];
    const name = `[${grouped(picture)}] and [${grouped(gradient)}], stride ${stride}`;
    Deno.test(`conv2dFilterGradient() of ${name}, as written for GPUs agrees with float64`, async () => {
      const random = new RandomCase(3);
      const [x, g] = [random.any(grouped(picture)), random.any(grouped(gradient))];
      const dw = conv2dFilterGradient(x, g, [filter, filter], { stride, groups });
      await assertParity(ENGINE, { dw }, random.feeds, TOLERANCE);
    });
  }
}

const SIZES = [[4, 4, 1], [3, 64, 1], [65, 5, 2], [66, 67, 3], [129, 8, 2]] as const;

for (const [height, width, amount] of SIZES) {
  Deno.test(`reflectFold() to ${height}x${width} as written for GPUs agrees with float64`, async () => {
    await assertFoldParity(ENGINE, [2, 3, height, width], amount, TOLERANCE);
  });
}

Deno.test("the default recipe's step has fewer than 1200 operators on a GPU", async () => {
  const fit = await beginDefaultFit(ENGINE, 256);
  assert.ok(fit.executable.nodes < 1200, `${fit.executable.nodes}`);
  await fit.release();
});
