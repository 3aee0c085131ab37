import assert from "node:assert/strict";
import { validate } from "../../../src/learn/training/validate.ts";
import type { KnownPair } from "../../../src/learn/evaluation/pairs_folder.ts";
import { psnr } from "../../../src/metrics/psnr.ts";
import { onnxEngine } from "../../../src/runtime/onnx/onnx_engine.ts";
import { map, near, noise } from "../../metrics/pictures.ts";
import { TINY, tinyWeights } from "../tiny_networks.ts";

const ENGINE = onnxEngine({ threads: 1 });
const LAST = tinyWeights().parameters.length - 1;

/** A network whose layers are the photo plus and minus a number: a quarter of its last offset. */
const shifting = (by: number) => tinyWeights(TINY, (_, i) => i === LAST ? 4 * by : 0);

/** A pair of a dim photo and that photo made brighter, with its mean. */
function pairOf(seed: number, by: number, swapped = false): KnownPair {
  const dim = map(noise(32, 16, seed), (v) => 0.1 + 0.3 * v);
  const [bright, mixture] = [map(dim, (v) => v + 2 * by), map(dim, (v) => v + by)];
  return { name: "a-b", mixture, layers: swapped ? [bright, dim] : [dim, bright] };
}

Deno.test("validate() of a network that answers the photo twice finds the copy", async () => {
  const pairs = [pairOf(1, 0.1), pairOf(2, 0.2)];
  const { psnr: found, copy, apart, layers } = await validate(shifting(0), pairs, ENGINE);
  // Off by 0.1 and by 0.2: 20 dB, and 13.98.
  assert.ok(near(copy, (20 - 20 * Math.log10(0.2)) / 2, 1e-3), `${copy}`);
  assert.ok(near(found, copy, 1e-4) && apart === 0, `${found}, ${apart}`);
  layers.forEach(([a, b], i) => {
    assert.deepEqual(a, b);
    assert.ok(psnr(a, (pairs[i] as KnownPair).mixture) > 100);
  });
});

Deno.test("validate() measures under the better order of the layers", async () => {
  for (const swapped of [false, true]) {
    const pairs = [pairOf(1, 0.2, swapped)];
    const { psnr: found, copy, apart } = await validate(shifting(0.19), pairs, ENGINE);
    // Each layer is off by 0.01, and the two differ by 0.38.
    assert.ok(near(found, 40, 0.01), `${found}`);
    assert.ok(near(copy, -20 * Math.log10(0.2), 1e-3) && near(apart, 0.38, 1e-4), `${apart}`);
  }
});

Deno.test("validate() clips layers to [0, 1] before it measures them", async () => {
  const { layers, psnr: found } = await validate(shifting(1), [pairOf(1, 0.1)], ENGINE);
  const [bright, dark] = layers[0] ?? [];
  assert.ok(bright?.data.every((v) => v === 1) && dark?.data.every((v) => v === 0));
  assert.ok(found > 0, `${found}`);
});
