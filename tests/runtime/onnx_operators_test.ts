import {
  conv2d,
  conv2dFilterGradient,
  conv2dInputGradient,
  reflectFold,
} from "../../src/graph/mod.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";
import { CASES_BY_OPERATOR } from "../graph/operator_cases.ts";
import { RandomCase } from "../graph/random_case.ts";
import { assertOperatorParity, assertParity } from "./parity.ts";

const TOLERANCE = 1e-5;

for (const [operator, cases] of CASES_BY_OPERATOR) {
  Deno.test(`${operator} and its gradients in ONNX agree with float64`, async () => {
    await assertOperatorParity(onnxEngine(), cases, TOLERANCE);
  });
}

// The lowering chooses a form by the shapes: these fall on either side of each of its choices.
const FORMS = [
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
];

const GROUPED = FORMS.flatMap((form) => [{ ...form, groups: 1 }, { ...form, groups: 2 }]);

for (const { picture, channels, filter, stride, groups } of GROUPED) {
  const [n = 0, c = 0, height = 0, width = 0] = picture;
  const options = { stride, groups };
  const name = `${groups} times [${picture}] with ${channels} filters of ${filter}x${filter}, ` +
    `stride ${stride},`;
  Deno.test(`conv2d() of ${name} in ONNX agrees with float64 both ways`, async () => {
    const random = new RandomCase(3);
    const x = random.any([n, groups * c, height, width]);
    const w = random.any([groups * channels, c, filter, filter]);
    const y = conv2d(x, w, options);
    const g = random.any(y.shape);
    const outputs = {
      y,
      dx: conv2dInputGradient(g, w, [height, width], options),
      dw: conv2dFilterGradient(x, g, [filter, filter], options),
    };
    await assertParity(onnxEngine(), outputs, random.feeds, TOLERANCE);
  });
}

for (const [height, width, amount] of [[9, 12, 2], [5, 40, 2], [4, 4, 1], [30, 31, 3]] as const) {
  Deno.test(`reflectFold() to ${height}x${width} in ONNX agrees with float64`, async () => {
    const random = new RandomCase(5);
    const x = random.any([1, 3, height + 2 * amount, width + 2 * amount]);
    await assertParity(onnxEngine(), { folded: reflectFold(x, amount) }, random.feeds, TOLERANCE);
  });
}
