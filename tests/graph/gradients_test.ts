import { mul, sum } from "../../src/graph/mod.ts";
import { assertGradients } from "./central_differences.ts";
import { draw, OPERATOR_CASES } from "./operator_cases.ts";

const SEEDS = [1, 2, 3];

for (const operatorCase of OPERATOR_CASES) {
  Deno.test(`${operatorCase.name} has the gradient that central differences give`, () => {
    for (const seed of SEEDS) {
      const { output, random } = draw(operatorCase, seed);
      assertGradients(sum(mul(output, random.constant(output.shape))), random.feeds);
    }
  });

  // The cotangent of a sum reaches the operator as a single number that is still to be broadcast.
  Deno.test(`${operatorCase.name} has the gradient of its sum that central differences give`, () => {
    const { output, random } = draw(operatorCase, 4);
    assertGradients(sum(output), random.feeds);
  });
}
