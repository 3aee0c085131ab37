import assert from "node:assert/strict";
import { Random } from "../src/random.ts";

Deno.test("Random repeats itself for a seed and stream, and differs for others", () => {
  const draw = (seed: number, stream: string) => {
    const random = new Random(seed, stream);
    return Array.from({ length: 8 }, () => random.uniform());
  };
  assert.deepEqual(draw(3, "weights"), draw(3, "weights"));
  assert.notDeepEqual(draw(3, "weights"), draw(4, "weights"));
  assert.notDeepEqual(draw(3, "weights"), draw(3, "noise"));
});

Deno.test("Random.uniform() fills [0, 1) evenly", () => {
  const random = new Random(11);
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 100_000; i++) {
    const bin = Math.floor(random.uniform() * 10);
    counts[bin] = (counts[bin] ?? NaN) + 1;
  }
  for (const count of counts) assert.ok(Math.abs(count - 10_000) < 500, `${counts}`);
});

Deno.test("Random.normal() has mean 0, variance 1 and the normal's fourth moment", () => {
  const random = new Random(5);
  const samples = Array.from({ length: 100_000 }, () => random.normal());
  const moment = (power: number) => samples.reduce((sum, x) => sum + x ** power, 0) / 100_000;
  assert.ok(Math.abs(moment(1)) < 0.02);
  assert.ok(Math.abs(moment(2) - 1) < 0.03);
  assert.ok(Math.abs(moment(4) - 3) < 0.2);
});

Deno.test("Random.integer() stays below its limit and reaches all of it", () => {
  const random = new Random(1);
  const seen = new Set(Array.from({ length: 200 }, () => random.integer(7)));
  assert.deepEqual([...seen].sort(), [0, 1, 2, 3, 4, 5, 6]);
});
