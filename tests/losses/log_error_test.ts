import assert from "node:assert/strict";
import { constant } from "../../src/graph/mod.ts";
import { logError } from "../../src/losses/log_error.ts";
import { evaluateSplit } from "../../src/metrics/pairing.ts";
import { assertGradients } from "../graph/central_differences.ts";
import { map, noise } from "../metrics/pictures.ts";
import { type LayerPair, pixels, randomLayers, valueOf } from "./batches.ts";

const FLOOR = 1e-5;
const near = (actual: number, expected: number, within = 1e-6) =>
  assert.ok(Math.abs(actual - expected) < within, `${actual}, not ${expected}`);

Deno.test("logError() is the mean over pictures of the logarithm of the better error, by hand", () => {
  // Half differences 0.25 and -0.25: right in the other order. 0.25 and 0: off by 0.25.
  const layers = [pixels([0.75, 0.75], [0.75, 0.75]), pixels([0.25, 0.25], [0.25, 0.25])] as const;
  const truth = [pixels([0.25, 0.25], [0.5, 0]), pixels([0.75, 0.75], [0.5, 0])] as const;
  near(valueOf(logError(layers, truth)), (Math.log(FLOOR) + Math.log(1 / 16 + FLOOR)) / 2);
});

Deno.test("logError() looks at the difference of the layers alone", () => {
  const truth = [pixels([0.25, 0.5]), pixels([0.75, 0])] as const;
  const [dark, light] = [0, 0.5].map((more) =>
    valueOf(logError([pixels([0.25 + more, more]), pixels([more, 0.125 + more])], truth))
  );
  assert.equal(dark, light);
});

Deno.test("logError() of layers that add up to the photo is their paired PSNR", () => {
  for (const [seed, scale] of [[1, 0.1], [2, 0.4], [3, 1]] as const) {
    const [photo, found, difference] = [3 * seed, 3 * seed + 1, 3 * seed + 2]
      .map((seed) => map(noise(12, 11, seed), (v) => v / 2));
    assert.ok(photo && found && difference);
    const pairOf = (d: typeof photo, scale = 1) =>
      [1, -1].map((sign) =>
        map(photo, (v, i) => v + 0.25 + sign * scale * ((d.data[i] as number) - 0.25))
      ) as [typeof photo, typeof photo];
    const [layers, truth] = [pairOf(found, scale), pairOf(difference)];
    const tensors = ([a, b]: typeof layers): LayerPair => [
      constant(a.data, [1, 3, 11, 12]),
      constant(b.data, [1, 3, 11, 12]),
    ];
    const { psnr } = evaluateSplit(layers, truth);
    const loss = valueOf(logError(tensors(layers), tensors(truth)));
    near(-10 * loss / Math.LN10, psnr, 0.02);
  }
});

Deno.test("logError() does not care for the order of layers or of truth", () => {
  for (const seed of [1, 2, 3]) {
    const { layers: [a, b], truth: [c, d], feeds } = randomLayers(seed);
    const expected = valueOf(logError([a, b], [c, d]), feeds);
    near(valueOf(logError([b, a], [c, d]), feeds), expected, 1e-12);
    near(valueOf(logError([a, b], [d, c]), feeds), expected, 1e-12);
  }
});

Deno.test("logError() of the true layers is 50 dB", () => {
  const { layers, feeds } = randomLayers(6);
  near(valueOf(logError(layers, layers), feeds), -5 * Math.LN10);
});

Deno.test("logError() has the gradient that central differences give", () => {
  const { layers, truth, feeds } = randomLayers(7, [2, 1, 2, 3]);
  assertGradients(logError(layers, truth), feeds);
});
