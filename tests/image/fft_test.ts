import assert from "node:assert/strict";
import { squareTransform } from "../../src/image/fft.ts";
import type { Complex } from "../../src/image/line_transform.ts";
import { Random } from "../../src/random.ts";

const complex = (re: readonly number[], im: readonly number[] = re.map(() => 0)): Complex => ({
  re: Float64Array.from(re),
  im: Float64Array.from(im),
});

function random(size: number, seed: number): Complex {
  const generator = new Random(seed, "fft");
  const values = () => Array.from({ length: size * size }, () => generator.normal());
  return complex(values(), values());
}

function close(a: Complex, b: Complex): void {
  for (const part of ["re", "im"] as const) {
    a[part].forEach((v, i) => assert.ok(Math.abs(v - (b[part][i] as number)) < 1e-9));
  }
}

Deno.test("squareTransform() of 2 by 2 values is their sums and differences", () => {
  const values = complex([1, 2, 3, 5]);
  squareTransform(2).forward(values);
  close(values, complex([11, -3, -5, 1]));
});

Deno.test("squareTransform() finds a wave at its frequency and at the opposite one", () => {
  // Three periods along x, one along y, over 8 pixels.
  const wave = (i: number) => Math.cos(2 * Math.PI * (3 * (i % 8) + Math.floor(i / 8)) / 8);
  const values = complex(Array.from({ length: 64 }, (_, i) => wave(i)));
  squareTransform(8).forward(values);
  const expected = complex(Array.from({ length: 64 }, () => 0));
  expected.re[1 * 8 + 3] = 32;
  expected.re[7 * 8 + 5] = 32;
  close(values, expected);
});

Deno.test("squareTransform() is the sum that defines it", () => {
  const size = 4;
  const values = random(size, 1);
  const expected = complex(Array.from({ length: size * size }, () => 0));
  for (let f = 0; f < size * size; f++) {
    for (let i = 0; i < size * size; i++) {
      const turns = (f % size) * (i % size) + Math.floor(f / size) * Math.floor(i / size);
      const angle = -2 * Math.PI * turns / size;
      const [re, im] = [values.re[i] as number, values.im[i] as number];
      expected.re[f]! += re * Math.cos(angle) - im * Math.sin(angle);
      expected.im[f]! += re * Math.sin(angle) + im * Math.cos(angle);
    }
  }
  squareTransform(size).forward(values);
  close(values, expected);
});

Deno.test("squareTransform() comes back from its inverse, at any power of 2", () => {
  for (const size of [1, 2, 16, 64]) {
    const [values, copy] = [random(size, size), random(size, size)];
    const { forward, inverse } = squareTransform(size);
    forward(values);
    inverse(values);
    close(values, copy);
  }
});

Deno.test("squareTransform() refuses sizes that are not powers of 2", () => {
  for (const size of [0, 0.5, 3, 12, -4, 2.5]) {
    assert.throws(() => squareTransform(size), RangeError);
  }
});
