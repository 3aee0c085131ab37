import assert from "node:assert/strict";
import { OutputPool } from "../../../src/learn/training/output_pool.ts";
import { Random } from "../../../src/random.ts";

/** Outputs of two numbers each: those of output 3 are 3, 3.25 and 3.5. */
function outputs(...numbers: readonly number[]) {
  const values = (offset: number) =>
    Float32Array.from(numbers.flatMap((number) => [number + offset, number + offset]));
  return { mixture: values(0), first: values(0.25), second: values(0.5) };
}

/** What a pool draws for many pictures. */
function draw(pool: OutputPool, seed = 0, count = 1000) {
  return pool.draw(outputs(...new Array(count).fill(-1)), new Random(seed));
}

/** A pool that has seen outputs 0, 1, 2 and so on. */
function filled(count: number): OutputPool {
  const pool = new OutputPool(2);
  const random = new Random(9);
  for (let number = 0; number < count; number += 2) {
    pool.keep(outputs(number, number + 1), random);
  }
  return pool;
}

Deno.test("OutputPool.draw() answers the mixture twice as long as there is nothing else", () => {
  const { mixture } = outputs(1, 2);
  assert.deepEqual(filled(0).draw(outputs(1, 2), new Random(0)), {
    mixture,
    first: mixture,
    second: mixture,
  });
});

Deno.test("OutputPool.draw() draws whole outputs, every one that is remembered", () => {
  const { mixture, first, second } = draw(filled(20));
  const numbers = mixture.filter((_, i) => i % 2 === 0);
  assert.deepEqual({ mixture, first, second }, outputs(...numbers));
  assert.deepEqual(new Set(numbers), new Set(Array.from({ length: 20 }, (_, i) => i)));
});

Deno.test("OutputPool remembers 50 outputs, older ones among them, and the newest", () => {
  const numbers = [...new Set(draw(filled(50)).mixture)];
  assert.equal(numbers.length, 50);
  const later = [...new Set(draw(filled(80)).mixture)];
  assert.equal(later.length, 50);
  assert.ok(later.includes(79));
  // 30 of 50 places were drawn: about 50 (49/50)^30 = 27 of the first outputs are left.
  const early = later.filter((number) => number < 50).length;
  assert.ok(early >= 20 && early <= 35, `${early}`);
});

Deno.test("OutputPool goes on from its state as if it had not stopped", () => {
  const [pool, resumed] = [filled(60), new OutputPool(2)];
  resumed.state = structuredClone(pool.state);
  for (const one of [pool, resumed]) one.keep(outputs(100, 101), new Random(4));
  assert.deepEqual(resumed.state, pool.state);
  assert.deepEqual(draw(resumed, 5), draw(pool, 5));
  const few = new OutputPool(2);
  few.state = filled(2).state;
  assert.deepEqual(new Set(draw(few).mixture), new Set([0, 1]));
});
