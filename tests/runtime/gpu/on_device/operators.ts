import { CASES_BY_OPERATOR } from "../../../graph/operator_cases.ts";
import {
  assertConvolutionParity,
  assertFoldParity,
  assertOperatorParity,
  type ConvolutionForm,
} from "../../parity.ts";
import { ENGINE } from "./engine.ts";

const TOLERANCE = 1e-3;

for (const [operator, cases] of CASES_BY_OPERATOR) {
  Deno.test(`${operator} and its gradients agree with float64`, async () => {
    await assertOperatorParity(ENGINE, cases, TOLERANCE);
  });
}

// On either side of each choice that the lowering makes by shape.
const FORMS: readonly Omit<ConvolutionForm, "groups">[] = [
  { picture: [1, 3, 20, 21], channels: 4, filter: 5, stride: 1 },
  { picture: [2, 3, 12, 11], channels: 2, filter: 3, stride: 1 },
  { picture: [1, 6, 40, 37], channels: 3, filter: 5, stride: 1 },
  { picture: [1, 2, 34, 35], channels: 8, filter: 1, stride: 1 },
  { picture: [1, 4, 35, 36], channels: 8, filter: 5, stride: 2 },
];

for (const form of FORMS) {
  const { picture: [n, c, height, width], channels, filter, stride } = form;
  for (const groups of [1, 2]) {
    const shape = [n, groups * c, height, width];
    const name = `[${shape}] with ${channels} filters of ${filter}x${filter}, stride ${stride}`;
    Deno.test(`conv2d() of ${name}, ${groups} groups, agrees both ways`, async () => {
      await assertConvolutionParity(ENGINE, { ...form, groups }, TOLERANCE);
    });
  }
}

for (const [height, width, amount] of [[4, 4, 1], [9, 70, 2], [65, 5, 2], [66, 67, 3]] as const) {
  Deno.test(`reflectFold() to ${height}x${width} agrees with float64`, async () => {
    await assertFoldParity(ENGINE, [1, 3, height, width], amount, TOLERANCE);
  });
}
