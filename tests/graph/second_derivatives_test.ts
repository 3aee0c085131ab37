import { add, gradients, mul, sum } from "../../src/graph/mod.ts";
import { assertGradients } from "./central_differences.ts";
import { draw, OPERATOR_CASES } from "./operator_cases.ts";

// With L = <c, y^2> and random vectors v, the scalar <dL/dx, v> has the gradient d2L/dx2 v. The square
// makes the second derivative of a linear operator more than zero. Values are away from kinks, so it
// exists for all of them.
for (const operatorCase of OPERATOR_CASES) {
  Deno.test(`${operatorCase.name} has the second derivative that central differences give`, () => {
    const { output, random } = draw(operatorCase, 5);
    const loss = sum(mul(mul(output, output), random.constant(output.shape)));
    const slope = gradients(loss, [...random.feeds.keys()])
      .map((gradient) => sum(mul(gradient, random.constant(gradient.shape))))
      .reduce((total, part) => add(total, part));
    assertGradients(slope, random.feeds);
  });
}
