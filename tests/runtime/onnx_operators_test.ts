import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";
import { CASES_BY_OPERATOR } from "../graph/operator_cases.ts";
import { loweredEngine } from "./lowered_engine.ts";
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
  { picture: [1, 8, 40, 39], channels: 8, filter: 5, stride: 1 },
  { picture: [1, 36, 36, 37], channels: 32, filter: 5, stride: 1 },
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

const FOLDS = [
  [9, 12, 2],
  [5, 40, 2],
  [4, 4, 1],
  [30, 31, 3],
  [66, 72, 2],
  [70, 20, 1],
  [8, 90, 3],
  [66, 67, 2],
] as const;

/** A processor whose cache holds next to nothing: copies are made band by band. */
const SMALL_CACHE = loweredEngine({ cache: 2e4 });

for (const form of GROUPED.slice(0, 12)) {
  const { picture, channels, filter, groups } = form;
  const name = `${groups} times [${picture}] with ${channels} filters of ${filter}x${filter}`;
  Deno.test(`conv2dFilterGradient() of ${name} in bands agrees with float64`, async () => {
    await assertConvolutionParity(SMALL_CACHE, form, TOLERANCE);
  });
}

for (const [height, width, amount] of FOLDS) {
  Deno.test(`reflectFold() to ${height}x${width} in ONNX agrees with float64`, async () => {
    await assertFoldParity(onnxEngine(), [1, 3, height, width], amount, TOLERANCE);
  });
}
