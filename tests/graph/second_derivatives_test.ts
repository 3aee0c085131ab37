import { add, gradients, mul, sum } from "../../src/graph/mod.ts";
import { assertGradients } from "./central_differences.ts";
import { CASES_BY_OPERATOR, draw } from "./operator_cases.ts";

// With L = <c, y^2> and random vectors v, the scalar <dL/dx, v> has the gradient d2L/dx2 v. The square
// makes the second derivative of a linear operator more than zero. Values are away from kinks, so it
// exists for all of them.
for (const [operator, cases] of CASES_BY_OPERATOR) {
  Deno.test(`${operator} has the second derivative that central differences give`, () => {
    for (const operatorCase of cases) {
      const { output, random } = draw(operatorCase, 4);
      const loss = sum(mul(mul(output, output), random.constant(output.shape)));
      const slope = gradients(loss, [...random.feeds.keys()])
        .map((gradient) => sum(mul(gradient, random.constant(gradient.shape))))
        .reduce((total, part) => add(total, part));
      assertGradients(slope, random.feeds, operatorCase.name);
    }
  });
}
