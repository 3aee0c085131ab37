import assert from "node:assert/strict";
import { add, input, mul, sum } from "../../../../src/graph/mod.ts";
import type { Program } from "../../../../src/runtime/engine.ts";
import { DeviceExecutable } from "../../../../src/runtime/onnx/device_executable.ts";
import { ENGINE } from "./engine.ts";

/** p becomes p + x / 2, and q becomes 2 q; the result is the sum of p x. */
function compile(): Promise<DeviceExecutable> {
  const [x, p, q] = [input([2]), input([2]), input([1, 3])];
  const program: Program = {
    feeds: { x },
    state: { p: { current: p, next: add(p, mul(x, 0.5)) }, q: { current: q, next: mul(q, 2) } },
    results: { product: sum(mul(p, x)) },
  };
  const initial = { p: Float32Array.of(1, 2), q: Float32Array.of(1, 2, 3) };
  return ENGINE.compile(program, initial) as Promise<DeviceExecutable>;
}

const FEEDS = { x: Float32Array.of(2, 4) };

Deno.test("the engine says what it computes on, and whether that is imitated", () => {
  assert.ok(ENGINE.device.length > 0);
  assert.equal(ENGINE.software, /swiftshader/i.test(ENGINE.device));
});

Deno.test("state stays on the device between runs, and only results come back", async () => {
  const executable = await compile();
  assert.ok(executable instanceof DeviceExecutable);
  assert.deepEqual(executable.locations, { p: "cpu", q: "cpu" });
  assert.deepEqual(await executable.run(FEEDS), { product: Float32Array.of(10) });
  assert.deepEqual(executable.locations, { p: "gpu-buffer", q: "gpu-buffer" });
  assert.deepEqual(await executable.run(FEEDS), { product: Float32Array.of(20) });
  assert.deepEqual(executable.locations, { p: "gpu-buffer", q: "gpu-buffer" });
  await executable.release();
});

Deno.test("what is fed again is kept on the device, and what is new is not", async () => {
  const executable = await compile();
  const products = [];
  for (const x of [FEEDS.x, FEEDS.x, Float32Array.of(1, 1), FEEDS.x, FEEDS.x]) {
    products.push((await executable.run({ x })).product?.[0]);
  }
  // p is [1,2], [2,4], [3,6], [3.5,6.5] and [4.5,8.5].
  assert.deepEqual(products, [10, 20, 9, 33, 43]);
  assert.equal(executable.keptFeeds, 1);
  await executable.release();
  assert.equal(executable.keptFeeds, 0);
});

Deno.test("readState() copies what is asked for, before the first run and after any", async () => {
  const executable = await compile();
  const first = await executable.readState();
  assert.deepEqual(first, { p: Float32Array.of(1, 2), q: Float32Array.of(1, 2, 3) });
  await executable.run(FEEDS);
  await executable.run(FEEDS);
  assert.deepEqual(await executable.readState(["q"]), { q: Float32Array.of(4, 8, 12) });
  assert.deepEqual(await executable.readState([]), {});
  await executable.run(FEEDS);
  const last = await executable.readState();
  assert.deepEqual(last, { p: Float32Array.of(4, 8), q: Float32Array.of(8, 16, 24) });
  assert.deepEqual(first.p, Float32Array.of(1, 2));
  await executable.release();
});

Deno.test("a run that fails leaves the state as it was", async () => {
  const executable = await compile();
  await executable.run(FEEDS);
  await assert.rejects(executable.run({}), /Nothing is fed to "x"/);
  assert.deepEqual((await executable.readState(["p"])).p, Float32Array.of(2, 4));
  assert.deepEqual(await executable.run(FEEDS), { product: Float32Array.of(20) });
  await executable.release();
});

Deno.test("writeState() replaces what the next run goes on from", async () => {
  const executable = await compile();
  await executable.run(FEEDS);
  await executable.writeState({ p: Float32Array.of(1, 2), q: Float32Array.of(1, 1, 1) });
  assert.deepEqual(await executable.run(FEEDS), { product: Float32Array.of(10) });
  assert.deepEqual((await executable.readState(["q"])).q, Float32Array.of(2, 2, 2));
  await executable.release();
});

Deno.test("first values of another size are refused", async () => {
  const p = input([2]);
  const program: Program = { feeds: {}, state: { p: { current: p, next: p } }, results: {} };
  const short = { p: Float32Array.of(1) };
  await assert.rejects(ENGINE.compile(program, short), /State "p" needs 2 first values, not 1/);
});

// A real GPU may have the 4 GiB that this wants between a small input and a small result.
const limited = { ignore: !ENGINE.software };

Deno.test("a run that is out of memory says so, and the engine still works", limited, async () => {
  const [x, y] = [input([32768, 1]), input([1, 32768])];
  const results = { total: sum(mul(x, y)) };
  const large = await ENGINE.compile({ feeds: { x, y }, state: {}, results }, {});
  const ones = new Float32Array(32768).fill(1);
  await assert.rejects(large.run({ x: ones, y: ones }), /^Error: The GPU is out of memory$/);
  await large.release();
  const executable = await compile();
  assert.deepEqual(await executable.run(FEEDS), { product: Float32Array.of(10) });
  await executable.release();
});
