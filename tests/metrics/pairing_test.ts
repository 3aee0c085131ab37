import assert from "node:assert/strict";
import { detail } from "../../src/metrics/detail.ts";
import { evaluateCopy, evaluateSplit, type Pair, pairedPsnr } from "../../src/metrics/pairing.ts";
import { siSdr } from "../../src/metrics/si_sdr.ts";
import { ssim } from "../../src/metrics/ssim.ts";
import { map, near, noise, picture } from "./pictures.ts";

const truth: Pair = [noise(32, 24, 1), noise(32, 24, 2)];
const off = (index: 0 | 1, by: number) => map(truth[index], (v, i) => v + (i % 2 ? by : -by));

Deno.test("evaluateSplit() is perfect for the truth, in either order", () => {
  for (const swapped of [false, true]) {
    const result = evaluateSplit(swapped ? [truth[1], truth[0]] : truth, truth);
    assert.deepEqual({ ...result, ssim: 1 }, {
      swapped,
      psnr: Infinity,
      ssim: 1,
      siSdr: Infinity,
      detail: Infinity,
    });
    assert.ok(near(result.ssim, 1, 1e-12));
  }
});

Deno.test("evaluateSplit() averages each metric over the layers", () => {
  const [a, b] = [off(0, 0.1), off(1, 0.01)];
  const result = evaluateSplit([b, a], truth);
  assert.equal(result.swapped, true);
  assert.ok(near(result.psnr, (20 + 40) / 2, 1e-4));
  assert.equal(result.ssim, (ssim(a, truth[0]) + ssim(b, truth[1])) / 2);
  assert.equal(result.siSdr, (siSdr(a, truth[0]) + siSdr(b, truth[1])) / 2);
  assert.equal(result.detail, (detail(a, truth[0]) + detail(b, truth[1])) / 2);
});

Deno.test("evaluateSplit() chooses the pairing by PSNR, also where SI-SDR would choose the other", () => {
  // Layer 1 has the pattern of truth 2, faintly, at the brightness of truth 1, and vice versa.
  const dark = map(truth[0], (v) => 0.1 * v);
  const bright = map(truth[1], (v) => 0.9 + 0.1 * v);
  const pattern = (from: typeof dark, shift: number) => map(from, (v) => v + shift);
  const layers: Pair = [pattern(bright, -0.9), pattern(dark, 0.9)];
  const result = evaluateSplit(layers, [dark, bright]);
  assert.equal(result.swapped, false);
  assert.ok(result.siSdr < -10);
  assert.ok((siSdr(layers[1], dark) + siSdr(layers[0], bright)) / 2 > 50);
});

Deno.test("evaluateCopy() has an SI-SDR and a detail of 0 dB for uncorrelated layers", () => {
  // Cosines of different whole frequencies are orthogonal; their contrasts need not be the same.
  const wave = (frequency: number, contrast: number) =>
    picture(64, 64, (x) => 0.5 + contrast * Math.cos(Math.PI * frequency * (x + 0.5) / 64));
  const layers: Pair = [wave(30, 0.4), wave(40, 0.1)];
  const mixture = map(layers[0], (v, i) => (v + (layers[1].data[i] as number)) / 2);
  const result = evaluateCopy(mixture, layers);
  assert.ok(near(result.siSdr, 0, 1e-4), `${result.siSdr}`);
  assert.ok(near(result.detail, 0, 0.05), `${result.detail}`);
  // Each layer is off by half the difference, of mean square (0.4^2 + 0.1^2) / 2 / 4.
  assert.ok(near(result.psnr, -10 * Math.log10(0.17 / 8), 1e-4));
});

Deno.test("evaluateCopy() is evaluateSplit() of the mixture twice", () => {
  const mixture = map(truth[0], (v, i) => (v + (truth[1].data[i] as number)) / 2);
  assert.deepEqual(evaluateCopy(mixture, truth), evaluateSplit([mixture, mixture], truth));
});

Deno.test("pairedPsnr() is the PSNR of evaluateSplit(), in either order", () => {
  const [a, b] = [off(0, 0.1), off(1, 0.01)];
  for (const layers of [[a, b], [b, a]] as const) {
    assert.equal(pairedPsnr(layers, truth), evaluateSplit(layers, truth).psnr);
    assert.ok(near(pairedPsnr(layers, truth), (20 + 40) / 2, 1e-4));
  }
});
