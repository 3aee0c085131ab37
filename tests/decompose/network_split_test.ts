import assert from "node:assert/strict";
import { loadWeights, type Picture, split } from "../../mod.ts";
import { encodeWeights } from "../../src/weights/weights.ts";
import { tinyWeights } from "../learn/tiny_networks.ts";
import { mixturePath } from "../../fixtures/fixtures.ts";
import { assertLayers, PATH, photoOf, SHORT } from "./split_cases.ts";

function difference([a, b]: readonly [Picture, Picture]): Float32Array {
  return a.data.map((v, i) => v - (b.data[i] as number));
}

/** Cosine of the angle between two lists of numbers. */
function likeness(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) =>
    x.reduce((sum, v, i) => sum + v * (y[i] as number), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

Deno.test("split() by the trained network alone answers without a step, and adds up", async () => {
  const seen: number[] = [];
  const result = await split(await photoOf(57, 43), {
    method: "unet",
    onProgress: ({ step }) => void seen.push(step),
  });
  assertLayers(result, [57, 43]);
  assert.ok(result.mask.data.every((v) => v === 0.5));
  const { report } = result;
  assert.deepEqual([report.stepsDone, report.stopped, report.losses.steps], [0, false, []]);
  const { method, init, steps } = report.settings;
  assert.deepEqual([method, init, steps], ["unet", "unet", 0]);
  assert.deepEqual(seen, []);
  assert.ok(report.reproduction.maxError < 1e-6);
  const { sha256 } = await loadWeights();
  assert.deepEqual(report.weights, { file: "unblend.safetensors", sha256 });
});

Deno.test("split() from the trained network draws its layers first, and keeps its regions", async () => {
  // In colour: of a grey texture any two ways to part it are much alike.
  const photo = await photoOf(64, 64, mixturePath("coffee-boats"));
  const options = { size: 64, steps: 300 };
  const network = difference((await split(photo, { method: "unet" })).layers);
  const from = difference((await split(photo, { ...options, init: "unet" })).layers);
  assert.ok(likeness(from, network) > 0.9);
  const nothing = difference((await split(photo, { ...options, init: "none" })).layers);
  const [near, far] = [likeness(from, network), Math.abs(likeness(nothing, network))];
  assert.ok(near > far + 0.3, `${near}, ${far}`);
});

Deno.test("split() from nothing loads no weights", async () => {
  assert.equal((await split(PATH, { ...SHORT, init: "none" })).report.weights, null);
});

Deno.test("split() takes other weights, and refuses what are none", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const file = `${folder}/tiny.safetensors`;
    await Deno.writeFile(file, encodeWeights(tinyWeights()));
    const { report } = await split(PATH, { ...SHORT, weights: file });
    assert.equal(report.weights?.file, file);
    for (
      const [weights, expected] of [
        [
          `${folder}/nowhere`,
          /^UserError: Cannot read the weights .*nowhere: there is no such file$/,
        ],
        [PATH, /^UserError: Cannot read .*gravel-brick\.png: it is not a safetensors file/],
      ] as const
    ) {
      await assert.rejects(split(PATH, { ...SHORT, weights }), expected);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
