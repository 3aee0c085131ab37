import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";
import { CASES_BY_OPERATOR } from "../graph/operator_cases.ts";
import {
  assertConvolutionParity,
  assertFoldParity,
  assertOperatorParity,
  type ConvolutionForm,
} from "./parity.ts";

const TOLERANCE = 1e-5;

for (const [operator, cases] of CASES_BY_OPERATOR) {
  Deno.test(`${operator} and its gradients in ONNX agree with float64`, async () => {
    await assertOperatorParity(onnxEngine(), cases, TOLERANCE);
  });
}

// The lowering chooses a form by the shapes: these fall on either side of each of its choices.
const FORMS: readonly Omit<ConvolutionForm, "groups">[] = [
  { picture: [1, 3, 20, 20], channels: 4, filter: 5, stride: 1 },
  { picture: [1, 3, 20, 21], channels: 4, filter: 5, stride: 1 },
  { picture: [2, 3, 12, 11], channels: 2, filter: 3, stride: 1 },
  { picture: [1, 6, 40, 37], channels: 3, filter: 5, stride: 1 },
  { picture: [1, 3, 37, 40], channels: 6, filter: 3, stride: 1 },
  { picture: [1, 2, 34, 35], channels: 8, filter: 1, stride: 1 },
  { picture: [1, 4, 35, 36], channels: 8, filter: 5, stride: 2 },
  { picture: [1, 16, 40, 40], channels: 8, filter: 5, stride: 1 },
  { picture: [1, 8, 68, 36], channels: 16, filter: 5, stride: 1 },
  { picture: [1, 16, 68, 52], channels: 32, filter: 3, stride: 1 },
  { picture: [3, 16, 20, 21], channels: 32, filter: 3, stride: 1, padding: 1 },
  { picture: [2, 32, 24, 24], channels: 16, filter: 5, stride: 1, padding: 1 },
  { picture: [3, 8, 17, 16], channels: 4, filter: 3, stride: 2, padding: 1 },
];

const GROUPED = FORMS.flatMap((form) => [{ ...form, groups: 1 }, { ...form, groups: 2 }]);

for (const form of GROUPED) {
  const { picture, channels, filter, stride, groups, padding = 0 } = form;
  const name = `${groups} times [${picture}] with ${channels} filters of ${filter}x${filter}, ` +
    `stride ${stride}, padding ${padding},`;
  Deno.test(`conv2d() of ${name} in ONNX agrees with float64 both ways`, async () => {
    await assertConvolutionParity(onnxEngine(), form, TOLERANCE);
  });
}

for (const [height, width, amount] of [[9, 12, 2], [5, 40, 2], [4, 4, 1], [30, 31, 3]] as const) {
  Deno.test(`reflectFold() to ${height}x${width} in ONNX agrees with float64`, async () => {
    await assertFoldParity(onnxEngine(), [1, 3, height, width], amount, TOLERANCE);
  });
}
