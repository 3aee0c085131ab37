import { mul, sum } from "../../src/graph/mod.ts";
import { assertGradients } from "./central_differences.ts";
import { CASES_BY_OPERATOR, draw } from "./operator_cases.ts";

const SEEDS = [1, 2];

for (const [operator, cases] of CASES_BY_OPERATOR) {
  Deno.test(`${operator} has the gradient that central differences give`, () => {
    for (const operatorCase of cases) {
      for (const seed of SEEDS) {
        const { output, random } = draw(operatorCase, seed);
        const loss = sum(mul(output, random.constant(output.shape)));
        assertGradients(loss, random.feeds, `${operatorCase.name}, seed ${seed}`);
      }
    }
  });

  // The cotangent of a sum reaches the operator as a single number that is still to be broadcast.
  Deno.test(`${operator} has the gradient of its sum that central differences give`, () => {
    for (const operatorCase of cases) {
      const { output, random } = draw(operatorCase, 3);
      assertGradients(sum(output), random.feeds, operatorCase.name);
    }
  });
}
