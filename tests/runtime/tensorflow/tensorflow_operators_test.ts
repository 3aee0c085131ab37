import { gradients, mul, sum, type Tensor } from "../../../src/graph/mod.ts";
import { tensorflowEngine } from "../../../src/runtime/tensorflow/tensorflow_engine.ts";
import { CASES_BY_OPERATOR, draw } from "../../graph/operator_cases.ts";
import { assertParity } from "../parity.ts";
import { plainTfjs } from "./plain_tfjs.ts";

const TOLERANCE = 1e-5;
const ENGINE = tensorflowEngine(await plainTfjs());

for (const [operator, cases] of CASES_BY_OPERATOR) {
  Deno.test(`${operator} and its gradients in TensorFlow agree with float64`, async () => {
    const outputs: Record<string, Tensor> = {};
    const feeds = new Map<Tensor, Float64Array>();
    cases.forEach((operatorCase, i) => {
      const { output, random } = draw(operatorCase, 7);
      const inputs = [...random.feeds.keys()];
      outputs[`${i} ${operatorCase.name}`] = output;
      const loss = sum(mul(output, random.any(output.shape)));
      gradients(loss, inputs).forEach((gradient, k) => {
        outputs[`${i} ${operatorCase.name}, gradient ${k}`] = gradient;
      });
      for (const [tensor, values] of random.feeds) feeds.set(tensor, values);
    });
    await assertParity(ENGINE, outputs, feeds, TOLERANCE);
  });
}
