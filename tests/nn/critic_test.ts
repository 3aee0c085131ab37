import assert from "node:assert/strict";
import { input } from "../../src/graph/mod.ts";
import { critic } from "../../src/nn/critic.ts";
import { Parameters } from "../../src/nn/parameters.ts";
import { Random } from "../../src/random.ts";
import { assertClose } from "../graph/central_differences.ts";
import { runNet } from "./run_net.ts";
import { idleParameters } from "./tiny_networks.ts";

Deno.test("critic() has a verdict for each patch, halved at each level and rounded up", () => {
  for (
    const [shape, channels, expected] of [
      [[2, 6, 16, 24], [4, 5], [2, 1, 4, 6]],
      [[1, 6, 17, 9], [4], [1, 1, 9, 5]],
      [[3, 2, 5, 3], [4, 5, 6], [3, 1, 1, 1]],
    ] as const
  ) {
    const logits = critic(input(shape), channels, new Parameters(new Random(0)));
    assert.deepEqual(logits.shape, expected);
  }
});

Deno.test("critic() has the parameters that it should, and none that does nothing", () => {
  const parameters = new Parameters(new Random(0));
  critic(input([1, 6, 8, 8]), [4, 5], parameters);
  // The second level is normalised: scale and offset are the normalisation's.
  assert.equal(parameters.count, (9 * 6 * 4 + 4) + (9 * 4 * 5 + 2 * 5) + (9 * 5 + 1));
  assert.deepEqual(idleParameters([2, 6, 16, 16], (x, p) => [critic(x, [4, 5], p)]), []);
});

Deno.test("critic() yields logits, of either sign", () => {
  const random = new Random(1);
  const { values } = runNet([1, 3, 32, 32], (x, p) => critic(x, [4, 6], p), {
    value: () => random.uniform(),
    weight: (first) => 3 * first,
  });
  assert.ok(Math.min(...values) < -0.1 && Math.max(...values) > 0.1);
});

Deno.test("critic() judges each picture of a batch by itself", () => {
  const random = new Random(2);
  const size = 3 * 16 * 16;
  const pictures = [0.2, 1].map((most) =>
    Array.from({ length: size }, () => most * random.uniform())
  );
  const judge = (
    n: number,
    values: readonly number[],
  ) => [
    ...runNet([n, 3, 16, 16], (x, p) => critic(x, [4, 6], p), {
      value: (i) => values[i] as number,
    }).values,
  ];
  assertClose(judge(2, pictures.flat()), pictures.flatMap((picture) => judge(1, picture)));
});
