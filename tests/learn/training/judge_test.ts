import assert from "node:assert/strict";
import { constant, type Tensor } from "../../../src/graph/mod.ts";
import { judge } from "../../../src/learn/training/judge.ts";
import { onnxEngine } from "../../../src/runtime/onnx/onnx_engine.ts";

/** What it costs the critic and the network that the critic yields such logits. */
async function costs(real: number, past: number, now: number) {
  const picture = (logit: number) => constant(new Float32Array(8).fill(logit), [2, 1, 2, 2]);
  // A critic that takes what is bright for real.
  const critic = (x: Tensor) => x;
  const results = judge(critic, picture(real), picture(past), picture(now));
  const program = { feeds: {}, state: {}, results: { ...results } };
  const executable = await onnxEngine({ threads: 1 }).compile(program, {});
  const values = await executable.run({});
  await executable.release();
  return { critic: values["critic"]?.[0] as number, network: values["network"]?.[0] as number };
}

/** Cross-entropy of a logit that is right, and of one that is wrong. */
const [RIGHT, WRONG] = [Math.log1p(Math.exp(-4)), 4 + Math.log1p(Math.exp(-4))];

/** Checks a number to a millionth. */
function assertNear(actual: number, expected: number) {
  assert.ok(Math.abs(actual - expected) < 1e-5, `${actual}, not ${expected}`);
}

Deno.test("judge() costs a critic nothing that takes the real for real and the past for false", async () => {
  for (const now of [-4, 4]) {
    assertNear((await costs(4, -4, now)).critic, RIGHT);
    assertNear((await costs(-4, 4, now)).critic, WRONG);
    assertNear((await costs(4, 4, now)).critic, (RIGHT + WRONG) / 2);
    assertNear((await costs(-4, -4, now)).critic, (RIGHT + WRONG) / 2);
  }
});

Deno.test("judge() costs a network nothing whose newest is taken for real", async () => {
  for (const [real, past] of [[4, -4], [-4, 4]] as const) {
    assertNear((await costs(real, past, 4)).network, RIGHT);
    assertNear((await costs(real, past, -4)).network, WRONG);
  }
});
