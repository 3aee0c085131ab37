import { tensorflowEngine } from "../../../src/runtime/tensorflow/tensorflow_engine.ts";
import { CASES_BY_OPERATOR } from "../../graph/operator_cases.ts";
import { assertOperatorParity } from "../parity.ts";
import { plainTfjs } from "./plain_tfjs.ts";

const TOLERANCE = 1e-5;
const ENGINE = tensorflowEngine(await plainTfjs());

for (const [operator, cases] of CASES_BY_OPERATOR) {
  Deno.test(`${operator} and its gradients in TensorFlow agree with float64`, async () => {
    await assertOperatorParity(ENGINE, cases, TOLERANCE);
  });
}
