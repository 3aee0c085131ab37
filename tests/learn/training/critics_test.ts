import assert from "node:assert/strict";
import { buildAdversarial } from "../../../src/learn/training/adversarial_graph.ts";
import { Adversary } from "../../../src/learn/training/adversary.ts";
import { drawBatch } from "../../../src/learn/training/draw_batch.ts";
import type { Values } from "../../../src/runtime/engine.ts";
import { onnxEngine } from "../../../src/runtime/onnx/onnx_engine.ts";
import { waves } from "../pairs_files.ts";
import { SETTINGS, stored } from "../tiny_networks.ts";

const LATE = { ...SETTINGS, steps: 400 };
/** The first step in which the critics are heard. */
const FIRST = 20;
/** Everything happens on one batch, again and again. */
const BATCH = drawBatch([stored(waves(0.8, 7)), stored(waves(0.2, 11))], LATE, 0);

const { program, initial, feed } = buildAdversarial(LATE);
const executable = await onnxEngine({ threads: 1 }).compile(program, initial);

/** Does some steps from a state; what the first found, what the last found, and the state then. */
async function steps(state: Values, falsehoods: Values, count: number, heard = 1) {
  await executable.writeState(structuredClone(state));
  const found: Values[] = [];
  for (let step = FIRST; step < FIRST + count; step++) {
    const critics = Float32Array.of(heard);
    found.push(await executable.run({ ...BATCH, ...feed(step, 1), ...falsehoods, critics }));
  }
  const value = (name: string) => found.map((results) => results[name]?.[0] as number);
  const layers = [found[0]?.["layer 1"], found[0]?.["layer 2"]] as [Float32Array, Float32Array];
  const values = { critics: value("critics"), persuasion: value("persuasion") };
  return { ...values, layers, state: await executable.readState() };
}

/** A network of one state, judged by the critics of another. */
function judged(network: Values, critics: Values): Values {
  const names = Object.keys(network);
  return Object.fromEntries(
    names.map((name) => [name, (/^critic /.test(name) ? critics : network)[name] as Float32Array]),
  );
}

/** What the critics make of a network: the higher, the less they take it for real. */
async function persuasionOf(network: Values, critics: Values): Promise<number> {
  const { persuasion } = await steps(judged(network, critics), MIXED, 1);
  return persuasion[0] as number;
}

const begun = await executable.readState();
const MIXED = new Adversary(LATE).feeds(BATCH, 0);
const { layers: [one, other] } = await steps(begun, MIXED, 1);
/** What the network says at the beginning: it is this that the critics are to see through. */
const SAID = {
  ...{ "past mixture": BATCH.mixture, "past first": one, "past second": other },
  ...{ "false first": one, "false second": other },
};
const trained = await steps(begun, SAID, 60);

Deno.test("buildAdversarial() teaches its critics to tell a batch from what was made of it", () => {
  const { critics } = trained;
  const [first = NaN, last = NaN] = [critics[0], critics.at(-1)];
  // Three critics that toss a coin have 3 ln 2 between them.
  assert.ok(first > 1.5 && last < 0.5, `${first} to ${last}`);
});

Deno.test("buildAdversarial() has critics take what the network said for false, and not for real", async () => {
  const before = await persuasionOf(begun, begun);
  const after = await persuasionOf(begun, trained.state);
  assert.ok(after > before + 3, `${before} to ${after}`);
});

Deno.test("buildAdversarial() moves the network towards what the critics take for real", async () => {
  // From the same state, with the critics heard and without.
  const state = judged(begun, trained.state);
  const heard = await steps(state, SAID, 10);
  const deaf = await steps(state, SAID, 10, 0);
  const [own, without] = [
    await persuasionOf(heard.state, trained.state),
    await persuasionOf(deaf.state, trained.state),
  ];
  assert.ok(own < without - 0.1, `${own}, and without the critics ${without}`);
});
