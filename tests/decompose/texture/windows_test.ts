import assert from "node:assert/strict";
import { cutWindows } from "../../../src/decompose/texture/windows.ts";
import { noise, picture } from "../../metrics/pictures.ts";

Deno.test("cutWindows() puts a picture together again, whatever its size", () => {
  for (const [width, height] of [[32, 32], [21, 50], [64, 17], [9, 9]] as const) {
    const original = noise(width, height, width);
    const windows = cutWindows(original, 16);
    const whole = new Float32Array(16 * 16).fill(1);
    const { data } = windows.filter(() => whole);
    data.forEach((v, i) => assert.ok(Math.abs(v - (original.data[i] as number)) < 1e-6));
  }
});

Deno.test("cutWindows() keeps channels apart", () => {
  const original = noise(24, 24, 3);
  const alone = { ...original, data: original.data.map((v, i) => i < 24 * 24 ? v : 0) };
  const gain = Float32Array.from({ length: 64 }, (_, i) => i === 0 ? 0.5 : 1);
  const { data } = cutWindows(alone, 8).filter(() => gain);
  assert.ok(data.subarray(24 * 24).every((v) => Math.abs(v) < 1e-9));
});

Deno.test("cutWindows() finds the power of a wave at its frequency", () => {
  const wave = picture(64, 64, (x) => Math.cos(2 * Math.PI * x * 4 / 16));
  const windows = cutWindows(wave, 16);
  const power = windows.power(Math.floor(windows.count / 2));
  const strongest = power.indexOf(Math.max(...power));
  assert.ok(strongest === 4 || strongest === 12);
});

Deno.test("cutWindows() has the power of all channels together", () => {
  const [one, three] = [noise(16, 16, 5), noise(16, 16, 5)];
  const pixels = 16 * 16;
  const channel = (c: number) => ({
    ...one,
    channels: 1,
    data: three.data.slice(c * pixels, (c + 1) * pixels),
  });
  const sum = [0, 1, 2].map((c) => cutWindows(channel(c), 8).power(7));
  cutWindows(three, 8).power(7).forEach((v, i) => {
    const expected = sum.reduce((total, power) => total + (power[i] as number), 0);
    assert.ok(Math.abs(v - expected) < 1e-4 * (1 + expected));
  });
});
