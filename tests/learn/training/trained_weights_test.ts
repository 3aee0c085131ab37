import assert from "node:assert/strict";
import { continueFrom, trainedWeights } from "../../../src/learn/training/trained_weights.ts";
import { buildTraining } from "../../../src/learn/training/training_graph.ts";
import type { NetworkDescription } from "../../../src/nn/networks.ts";
import { SETTINGS, TINY, TINY_ENCODER, tinyWeights } from "../tiny_networks.ts";

/** So many channels that a filter has a block of its own. */
const LARGE: NetworkDescription = { kind: "unet", options: { channels: [8, 96] } };

/** The first state of a training. */
function firstState(network: NetworkDescription): Record<string, Float32Array> {
  return structuredClone({ ...buildTraining({ ...SETTINGS, network }).initial });
}

for (const network of [TINY, TINY_ENCODER, LARGE]) {
  Deno.test(`trainedWeights() of a ${network.kind} takes the averages, in the order of its layers`, () => {
    const state = firstState(network);
    const weights = tinyWeights(network, (_, i) => i + 1);
    assert.ok(weights.parameters.length >= 4);
    continueFrom(weights, state);
    assert.deepEqual(trainedWeights(network, state, {}), weights);
    // The weights themselves do not matter, but for where the training goes on.
    for (const name of Object.keys(state)) if (/^block \d+$/.test(name)) state[name]?.fill(0);
    assert.deepEqual(trainedWeights(network, state, {}), weights);
  });
}

Deno.test("trainedWeights() has parameters and notes of its own", () => {
  const state = firstState(TINY);
  const { parameters, notes } = trainedWeights(TINY, state, { step: "20" });
  assert.deepEqual(notes, { step: "20" });
  state["average block 0"]?.fill(9);
  assert.ok(parameters.every(({ data }) => data.every((v) => v === 0)));
});

Deno.test("continueFrom() sets weights and averages, and leaves the moments", () => {
  const [state, before] = [firstState(TINY), firstState(TINY)];
  continueFrom(tinyWeights(TINY, () => 0.5), state);
  const changed = Object.keys(state).filter((name) =>
    state[name]?.some((v, i) => v !== before[name]?.[i])
  );
  assert.deepEqual(new Set(changed), new Set(["block 0", "average block 0"]));
  assert.deepEqual(state["block 0"], state["average block 0"]);
});

Deno.test("continueFrom() refuses weights that are not those of their network, and leaves the state", () => {
  const { parameters, ...others } = tinyWeights();
  const [first, ...rest] = parameters;
  assert.ok(first);
  const turned = { ...first, shape: first.shape.toReversed() };
  const wrong = [rest, [...parameters, first], [turned, ...rest], rest.toReversed(), []];
  for (const parameters of wrong) {
    const [state, before] = [firstState(TINY), firstState(TINY)];
    assert.throws(
      () => continueFrom({ ...others, parameters }, state),
      /^UserError: Cannot use the weights to begin from: the weights are not those of the network/,
    );
    assert.deepEqual(state, before);
  }
});
