import assert from "node:assert/strict";
import { cosineTransform } from "../../src/image/cosine_transform.ts";
import { Random } from "../../src/random.ts";

function random(count: number): Float64Array {
  const generator = new Random(count, "values");
  return Float64Array.from({ length: count }, () => generator.normal());
}

Deno.test("cosineTransform() of a constant is its first wave alone, of sqrt(pixels) times it", () => {
  const spectrum = new Float64Array(12).fill(0.5);
  cosineTransform(3, 4).forward(spectrum);
  assert.ok(Math.abs(spectrum[0]! - 0.5 * Math.sqrt(12)) < 1e-12);
  assert.ok(spectrum.subarray(1).every((v) => Math.abs(v) < 1e-12));
});

for (
  const [height, width] of [[1, 1], [1, 2], [5, 7], [8, 16], [9, 12], [31, 2], [17, 3]] as const
) {
  Deno.test(`cosineTransform() of ${width}x${height} is the sum that defines it, and has its inverse`, () => {
    const values = random(height * width);
    const wave = (k: number, x: number, n: number) =>
      Math.sqrt((k === 0 ? 1 : 2) / n) * Math.cos(Math.PI * k * (x + 0.5) / n);
    const expected = values.map((_, f) =>
      values.reduce((sum, v, i) => {
        const down = wave(Math.floor(f / width), Math.floor(i / width), height);
        return sum + v * down * wave(f % width, i % width, width);
      }, 0)
    );
    const { forward, inverse } = cosineTransform(height, width);
    const spectrum = values.slice();
    forward(spectrum);
    spectrum.forEach((v, i) => assert.ok(Math.abs(v - expected[i]!) < 1e-11));
    inverse(spectrum);
    spectrum.forEach((v, i) => assert.ok(Math.abs(v - values[i]!) < 1e-11));
  });
}

Deno.test("cosineTransform() of floats is that of doubles, but for the last digits of a float", () => {
  const doubles = random(37 * 50);
  const floats = Float32Array.from(doubles);
  for (const values of [doubles, floats]) cosineTransform(37, 50).forward(values);
  floats.forEach((v, i) => assert.ok(Math.abs(v - doubles[i]!) < 1e-5));
});
