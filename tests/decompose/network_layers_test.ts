import assert from "node:assert/strict";
import { networkLayers } from "../../src/decompose/network_layers.ts";
import { Separator } from "../../src/decompose/separator.ts";
import { resizePicture } from "../../src/image/resize_picture.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";
import type { LoadedWeights } from "../../src/weights/load_weights.ts";
import { assertClose } from "../graph/central_differences.ts";
import { noise } from "../metrics/pictures.ts";
import { TINY, untrained } from "../nn/tiny_networks.ts";
import { isUserError } from "../weights/bytes.ts";

const ENGINE = onnxEngine({ threads: 1 });
const WEIGHTS = untrained(TINY["difference"]);

for (
  const [width, height, small] of [
    [256, 192, [128, 96]],
    [100, 300, [43, 128]],
    [40, 31, [40, 31]],
  ] as const
) {
  Deno.test(`networkLayers() of ${width}x${height} are those of ${small.join("x")}`, async () => {
    const photo = noise(width, height, 1);
    const { layers, mask } = await networkLayers(photo, WEIGHTS, ENGINE);
    const separator = new Separator(WEIGHTS, ENGINE);
    const copy = await resizePicture(photo, { width: small[0], height: small[1] });
    const expected = await separator.separate(copy);
    await separator.release();
    for (const i of [0, 1] as const) {
      assert.deepEqual([layers[i].width, layers[i].height], small);
      assertClose(layers[i].data, expected[i].data, 0);
    }
    assert.deepEqual([mask.channels, mask.width, mask.height], [1, ...small]);
    assert.equal(mask.data.length, small[0] * small[1]);
    assert.ok(mask.data.every((v) => v === 0.5));
  });
}

for (
  const [settings, side] of [
    ['{"size":64,"batch":8}', 64],
    ['{"size":192}', 192],
    ['{"batch":8}', 128],
    ['{"size":"64"}', 128],
    ['{"size":0}', 128],
    ['{"size":63.5}', 128],
    ["null", 128],
    ["{", 128],
    [undefined, 128],
  ] as const
) {
  Deno.test(`networkLayers() by weights trained with ${settings} are of ${side} pixels`, async () => {
    const notes: LoadedWeights["notes"] = settings === undefined ? {} : { settings };
    const { layers } = await networkLayers(noise(200, 100, 3), { ...WEIGHTS, notes }, ENGINE);
    for (const { width, height } of layers) assert.deepEqual([width, height], [side, side / 2]);
  });
}

Deno.test("networkLayers() refuses weights that are another network's, and names their file", async () => {
  const { parameters } = untrained(TINY["unet"]);
  await assert.rejects(
    networkLayers(noise(16, 16, 2), { ...WEIGHTS, parameters }, ENGINE),
    (error) => isUserError(error, /^Cannot use tiny\.safetensors: the weights are not those of/),
  );
});
