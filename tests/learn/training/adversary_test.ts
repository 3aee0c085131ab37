import assert from "node:assert/strict";
import { Adversary } from "../../../src/learn/training/adversary.ts";
import { SETTINGS } from "../tiny_networks.ts";

/** Numbers of a picture. */
const LENGTH = 3 * 32 * 32;
const COUNT = 300;

/** A batch of flat pictures: a mixture of 0.5, layers of 0 and 1. */
function batchOf(count: number) {
  const pictures = (value: number) => new Float32Array(count * LENGTH).fill(value);
  return { mixture: pictures(0.5), first: pictures(0), second: pictures(1) };
}

/** An adversary that remembers layers of 5 and 6, which true layers cannot make. */
function remembering(): Adversary {
  const adversary = new Adversary(SETTINGS);
  const pictures = (value: number) => new Float32Array(2 * LENGTH).fill(value);
  adversary.remember(batchOf(2), { "layer 1": pictures(5), "layer 2": pictures(6) }, 0);
  return adversary;
}

/** What it takes for false, a value a picture. */
function falsehoods(adversary: Adversary, step: number) {
  const feeds = Object.entries(adversary.feeds(batchOf(COUNT), step)).map(([name, data]) => {
    const values = Array.from({ length: COUNT }, (_, n) => {
      const own = data.subarray(n * LENGTH, (n + 1) * LENGTH);
      assert.equal(new Set(own).size, 1);
      return own[0] as number;
    });
    return [name, values] as const;
  });
  return Object.fromEntries(feeds) as Record<string, number[]>;
}

Deno.test("Adversary hands earlier outputs, with their mixtures, to the critics of layers", () => {
  const feeds = falsehoods(remembering(), 1);
  assert.deepEqual(new Set(feeds["past mixture"]), new Set([0.5]));
  assert.deepEqual(new Set(feeds["past first"]), new Set([5]));
  assert.deepEqual(new Set(feeds["past second"]), new Set([6]));
});

Deno.test("Adversary mixes true layers anew for half of what the separation critic takes for false", () => {
  const feeds = falsehoods(remembering(), 1);
  const [first, second] = [feeds["false first"] ?? [], feeds["false second"] ?? []];
  const remixed = first.flatMap((a, n) => a === 5 ? [] : [[a, second[n] as number] as const]);
  assert.ok(first.every((a, n) => (a === 5) === (second[n] === 6)));
  // Of 300 throws, to four sigma.
  assert.ok(Math.abs(remixed.length / COUNT - 0.5) < 0.116, `${remixed.length}`);
  assert.ok(remixed.flat().every((v) => v >= 0 && v <= 1));
  // Each layer by a share of its own.
  assert.ok(remixed.every(([a, b]) => a !== b && Math.abs(a + b - 1) > 1e-6));
  const mean = remixed.flat().reduce((sum, v) => sum + v, 0) / (2 * remixed.length);
  assert.ok(Math.abs(mean - 0.5) < 0.07, `${mean}`);
});

Deno.test("Adversary draws the same at the same step, and other falsehoods at another", () => {
  const first = falsehoods(remembering(), 1);
  assert.deepEqual(falsehoods(remembering(), 1), first);
  assert.notDeepEqual(falsehoods(remembering(), 2), first);
});

Deno.test("Adversary goes on from its state as if it had not stopped", () => {
  const [adversary, resumed] = [remembering(), new Adversary(SETTINGS)];
  resumed.state = structuredClone(adversary.state);
  assert.deepEqual(falsehoods(resumed, 1), falsehoods(adversary, 1));
  assert.notDeepEqual(falsehoods(new Adversary(SETTINGS), 1), falsehoods(adversary, 1));
});

Deno.test("Adversary refuses a step that yields no layers", () => {
  assert.throws(() => new Adversary(SETTINGS).remember(batchOf(1), {}, 0), /no layers/);
});
