import assert from "node:assert/strict";
import { inParallel } from "../src/in_parallel.ts";

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Counts how many works run at a time. */
class Meter {
  running = 0;
  most = 0;
  readonly begun: number[] = [];

  readonly work = async (i: number) => {
    this.begun.push(i);
    this.most = Math.max(this.most, ++this.running);
    await pause(2);
    this.running--;
  };
}

Deno.test("inParallel() returns what came of each thing, in the order of the things", async () => {
  const later = async (i: number) => {
    await pause(10 - 2 * i);
    return i * i;
  };
  assert.deepEqual(await inParallel(upTo(5), later, { count: 5 }), [0, 1, 4, 9, 16]);
  assert.deepEqual(await inParallel([], later), []);
});

Deno.test("inParallel() does `count` things at a time, each once", async () => {
  for (const count of [1, 3]) {
    const meter = new Meter();
    await inParallel(upTo(10), meter.work, { count });
    assert.equal(meter.most, count);
    assert.deepEqual(meter.begun, upTo(10));
  }
});

Deno.test("inParallel() does one thing a core at a time, unless told otherwise", async () => {
  const meter = new Meter();
  await inParallel(upTo(3 * navigator.hardwareConcurrency), meter.work);
  assert.equal(meter.most, navigator.hardwareConcurrency);
});

Deno.test("inParallel() begins nothing after a failure, and throws when all have stopped", async () => {
  const meter = new Meter();
  const failing = async (i: number) => {
    if (i === 2) throw new Error(`no ${i}`);
    await meter.work(i);
  };
  await assert.rejects(inParallel(upTo(50), failing, { count: 3 }), { message: "no 2" });
  assert.equal(meter.running, 0);
  assert.deepEqual(meter.begun, [0, 1]);
});

Deno.test("inParallel() throws what failed first, not what is first in the list", async () => {
  const failing = async (i: number) => {
    await pause(i === 0 ? 10 : 0);
    throw new Error(`no ${i}`);
  };
  await assert.rejects(inParallel(upTo(2), failing, { count: 2 }), { message: "no 1" });
});

Deno.test("inParallel() stops between things when its signal says so", async () => {
  const controller = new AbortController();
  const meter = new Meter();
  const work = async (i: number) => {
    if (i === 4) controller.abort();
    await meter.work(i);
  };
  const { signal } = controller;
  await assert.rejects(inParallel(upTo(50), work, { count: 1, signal }), { name: "AbortError" });
  assert.deepEqual(meter.begun, upTo(5));
  assert.equal(meter.running, 0);
});
