import assert from "node:assert/strict";
import { add, constant, input, mul, sub, sum } from "../../../src/graph/mod.ts";
import { tensorflowEngine } from "../../../src/runtime/tensorflow/tensorflow_engine.ts";
import { plainTfjs } from "./plain_tfjs.ts";

const tf = await plainTfjs();
const ENGINE = tensorflowEngine(tf);

/** A counter that grows by what it is fed, and a value that only looks on. */
function counter() {
  const [by, count, idle] = [input([2]), input([2]), input([])];
  const next = add(count, mul(by, constant([1, 10], [2])));
  return {
    feeds: { by },
    state: { count: { current: count, next }, idle: { current: idle, next: idle } },
    results: { next, total: sum(next), by },
  };
}

const INITIAL = { count: Float32Array.of(0, 0), idle: Float32Array.of(7) };

Deno.test("tensorflowEngine() says what it computes on", () => {
  assert.equal(ENGINE.name, "tensorflow");
  assert.equal(ENGINE.device, "TensorFlow.js 4.22.0, cpu");
  assert.equal(tensorflowEngine(tf, { device: "a card" }).device, "a card");
});

Deno.test("a TensorFlow run moves the state on", async () => {
  const executable = await ENGINE.compile(counter(), INITIAL);
  const first = await executable.run({ by: Float32Array.of(1, 2) });
  assert.deepEqual(first, {
    next: Float32Array.of(1, 20),
    total: Float32Array.of(21),
    by: Float32Array.of(1, 2),
  });
  const second = await executable.run({ by: Float32Array.of(3, 4) });
  assert.deepEqual(second["next"], Float32Array.of(4, 60));
  assert.deepEqual(await executable.readState(), {
    count: Float32Array.of(4, 60),
    idle: Float32Array.of(7),
  });
  assert.deepEqual(await executable.readState(["idle"]), { idle: Float32Array.of(7) });
  await executable.release();
});

Deno.test("TensorFlow counts the operators of a step, not inputs and constants", async () => {
  const executable = await ENGINE.compile(counter(), INITIAL);
  assert.equal(executable.nodes, 3);
  await executable.release();
});

Deno.test("TensorFlow neither keeps nor hands out arrays that someone else may write to", async () => {
  const held = input([1]);
  const fed = input([1]);
  const program = {
    feeds: { fed },
    state: { held: { current: held, next: fed } },
    results: { fed },
  };
  const [initial, value] = [Float32Array.of(1), Float32Array.of(2)];
  const executable = await ENGINE.compile(program, { held: initial });
  initial[0] = 100;
  assert.deepEqual(await executable.readState(), { held: Float32Array.of(1) });
  const results = await executable.run({ fed: value });
  value[0] = 100;
  (results["fed"] as Float32Array)[0] = 100;
  ((await executable.readState())["held"] as Float32Array)[0] = 100;
  assert.deepEqual(await executable.readState(), { held: Float32Array.of(2) });
  await executable.release();
});

Deno.test("TensorFlow holds as many tensors after a hundred steps as before, and none at the end", async () => {
  const before = tf.memory().numTensors;
  const executable = await ENGINE.compile(counter(), INITIAL);
  const compiled = tf.memory().numTensors;
  assert.equal(compiled - before, 3, "two states and a constant");
  for (let step = 0; step < 100; step++) {
    await executable.run({ by: Float32Array.of(1, 1) });
    assert.equal(tf.memory().numTensors, compiled);
  }
  await executable.release();
  assert.equal(tf.memory().numTensors, before);
});

Deno.test("TensorFlow frees a step's tensors and keeps the state when the step fails", async () => {
  const executable = await ENGINE.compile(counter(), INITIAL);
  const compiled = tf.memory().numTensors;
  await assert.rejects(executable.run({}), { message: 'Nothing is fed to "by"' });
  await assert.rejects(executable.run({ by: Float32Array.of(1) }));
  assert.equal(tf.memory().numTensors, compiled);
  assert.deepEqual(await executable.readState(["count"]), { count: Float32Array.of(0, 0) });
  await executable.release();
});

Deno.test("TensorFlow refuses first values of another number, and inputs that nobody feeds", async () => {
  await assert.rejects(
    ENGINE.compile(counter(), { ...INITIAL, count: Float32Array.of(0) }),
    { message: 'State "count" needs 2 first values, not 1' },
  );
  const x = input([2]);
  const unfed = { feeds: {}, state: {}, results: { y: sub(x, 1) } };
  await assert.rejects(ENGINE.compile(unfed, {}), /no kernel for input#\d+\[2\]/);
});

Deno.test("writeState() replaces what TensorFlow goes on from", async () => {
  const executable = await ENGINE.compile(counter(), INITIAL);
  await executable.run({ by: Float32Array.of(1, 2) });
  const written = { count: Float32Array.of(5, 6), idle: Float32Array.of(8) };
  await executable.writeState(written);
  written.count[0] = 100;
  const { next } = await executable.run({ by: Float32Array.of(1, 2) });
  assert.deepEqual(next, Float32Array.of(6, 26));
  assert.deepEqual((await executable.readState(["idle"])).idle, Float32Array.of(8));
  await executable.release();
});
