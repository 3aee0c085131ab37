import assert from "node:assert/strict";
import { NoiseBank } from "../../src/fit/noise.ts";
import { Random } from "../../src/random.ts";

function mean(values: Float32Array, power: number): number {
  return values.reduce((sum, v) => sum + v ** power, 0) / values.length;
}

Deno.test("NoiseBank.window() has as many numbers as a step takes, whatever the offset", () => {
  for (const size of [1, 7, 5000]) {
    const bank = new NoiseBank(new Random(1), size);
    const random = new Random(2);
    for (let step = 0; step < 200; step++) {
      const window = bank.window(random);
      assert.equal(window.length, size);
      assert.ok(window.every(Number.isFinite));
    }
  }
});

Deno.test("NoiseBank.window() is standard normal", () => {
  const bank = new NoiseBank(new Random(3), 20_000);
  for (const seed of [1, 2, 3]) {
    const window = bank.window(new Random(seed));
    assert.ok(Math.abs(mean(window, 1)) < 0.03);
    assert.ok(Math.abs(mean(window, 2) - 1) < 0.05);
    assert.ok(Math.abs(mean(window, 4) - 3) < 0.4);
  }
});

Deno.test("NoiseBank.window() repeats itself for a seed, and differs from step to step", () => {
  const windows = () => {
    const bank = new NoiseBank(new Random(4), 100);
    return [0, 1, 2, 3].map((step) => [...bank.window(new Random(9, `step ${step}`))]);
  };
  assert.deepEqual(windows(), windows());
  assert.equal(new Set(windows().map(([first]) => first)).size, 4);
});

Deno.test("NoiseBank.window() of neighbouring steps has nothing in common", () => {
  const bank = new NoiseBank(new Random(5), 10_000);
  const [a, b] = [0, 1].map((step) => bank.window(new Random(0, `step ${step}`))) as [
    Float32Array,
    Float32Array,
  ];
  const correlation = a.reduce((sum, v, i) => sum + v * (b[i] as number), 0) / a.length;
  assert.ok(Math.abs(correlation) < 0.05, `${correlation}`);
});
