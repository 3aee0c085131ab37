import assert from "node:assert/strict";
import { randomLevel } from "../../../src/decompose/texture/random_level.ts";
import { cutWindows } from "../../../src/decompose/texture/windows.ts";
import { noise, picture } from "../../metrics/pictures.ts";

const SIZE = 16;

function powers(of: Parameters<typeof cutWindows>[0]): Float32Array[] {
  const windows = cutWindows(of, SIZE);
  return Array.from({ length: windows.count }, (_, i) => windows.power(i));
}

Deno.test("randomLevel() is the median of a wavelength, as the mean of an exponential one", () => {
  // Two windows, all frequencies alike: 2 and 4.
  const level = randomLevel([new Float32Array(16).fill(2), new Float32Array(16).fill(4)], 4);
  assert.ok(level.every((v) => Math.abs(v - 3 / Math.LN2) < 1e-6));
});

Deno.test("randomLevel() of noise is its mean power", () => {
  const gray = { ...noise(96, 96, 1), channels: 1, data: noise(96, 96, 1).data.slice(0, 96 * 96) };
  const centred = { ...gray, data: gray.data.map((v) => v - 0.5) };
  const all = powers(centred);
  const level = randomLevel(all, SIZE);
  const mean = (i: number) =>
    all.reduce((sum, power) => sum + (power[i] as number), 0) / all.length;
  const ring = [5, 5 * SIZE, 11, 11 * SIZE, 4 * SIZE + 3, 3 * SIZE + 4];
  const expected = ring.reduce((sum, i) => sum + mean(i), 0) / ring.length;
  assert.ok(Math.abs((level[5] as number) / expected - 1) < 0.2);
});

Deno.test("randomLevel() is not moved by a wave", () => {
  const grain = noise(64, 64, 2);
  const wave = picture(64, 64, (x) => Math.cos(2 * Math.PI * x * 4 / SIZE));
  const both = { ...grain, data: grain.data.map((v, i) => v + (wave.data[i] as number)) };
  const [without, beside] = [randomLevel(powers(grain), SIZE), randomLevel(powers(both), SIZE)];
  const at = 4;
  assert.ok((beside[at] as number) < 2 * (without[at] as number));
  assert.ok(
    Math.max(...powers(both).map((power) => power[at] as number)) > 50 * (without[at] as number),
  );
});
