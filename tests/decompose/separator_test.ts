import assert from "node:assert/strict";
import { Separator } from "../../src/decompose/separator.ts";
import { concat, input } from "../../src/graph/mod.ts";
import { cropPicture, padToMultiple } from "../../src/image/pad_picture.ts";
import type { Picture } from "../../src/image/picture.ts";
import { buildNetwork, type NetworkDescription } from "../../src/nn/networks.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";
import { TrainedParameters, type Weights } from "../../src/weights/weights.ts";
import { assertClose } from "../graph/central_differences.ts";
import { evaluate } from "../graph/reference.ts";
import { noise } from "../metrics/pictures.ts";
import { MULTIPLE, TINY, untrained } from "../nn/tiny_networks.ts";
import { isUserError } from "../weights/bytes.ts";

type Pair = readonly [Picture, Picture];

/** Separates photos one after the other by the same separator. */
async function separate(weights: Weights, ...photos: readonly Picture[]): Promise<Pair[]> {
  const separator = new Separator(weights, onnxEngine({ threads: 1 }), "some.file");
  const pairs: Pair[] = [];
  for (const photo of photos) pairs.push(await separator.separate(photo));
  await separator.release();
  return pairs;
}

function mirrored(picture: Picture): Picture {
  const { width } = picture;
  const from = (i: number) => i - i % width + width - 1 - i % width;
  return { ...picture, data: picture.data.map((_, i) => picture.data[from(i)] as number) };
}

function assertSame(actual: Picture | undefined, expected: Picture | undefined, tolerance = 1e-5) {
  assert.ok(actual && expected);
  const shape = ({ channels, height, width }: Picture) => [channels, height, width];
  assert.deepEqual(shape(actual), shape(expected));
  assertClose(actual.data, expected.data, tolerance);
}

/** What the network makes of a photo, in float64. */
function layersOf({ network, parameters }: Weights, photo: Picture): Pair {
  const x = input([1, 3, photo.height, photo.width]);
  const both = concat(buildNetwork(network, x, new TrainedParameters(parameters, "x")), 1);
  const values = evaluate([both], new Map([[x, Float64Array.from(photo.data)]]))[0] ?? [];
  const layer = (i: number) => ({
    ...photo,
    data: Float32Array.from(values).subarray(i * x.size, (i + 1) * x.size),
  });
  return [layer(0), layer(1)];
}

for (const [kind, network] of Object.entries(TINY)) {
  Deno.test(`Separator of ${kind} averages the layers of a photo and of its mirror image`, async () => {
    const photo = noise(16, 8, 1);
    const agreements: boolean[] = [];
    for (const seed of [1, 2, 3]) {
      const weights = untrained(network, seed);
      const [a, b] = layersOf(weights, photo);
      const other = layersOf(weights, mirrored(photo)).map(mirrored);
      // In the order in which the differences of the layers point the same way.
      const at = (picture: Picture | undefined, i: number) => picture?.data[i] as number;
      const agreement = a.data.reduce(
        (sum, v, i) => sum + (v - at(b, i)) * (at(other[0], i) - at(other[1], i)),
        0,
      );
      agreements.push(agreement >= 0);
      const [c, d] = agreement >= 0 ? other : other.toReversed();
      const mean = (x: Picture, y: Picture | undefined) => ({
        ...photo,
        data: x.data.map((v, i) => (v + at(y, i)) / 2),
      });
      const [layers] = await separate(weights, photo);
      assertSame(layers?.[0], mean(a, c));
      assertSame(layers?.[1], mean(b, d));
    }
    if (kind === "difference") assert.equal(new Set(agreements).size, 2, "both orders occur");
  });

  Deno.test(`Separator of ${kind} finds the mirrored layers in the mirrored photo`, async () => {
    const photo = noise(16, 12, 2);
    const [straight, crossed] = await separate(untrained(network), photo, mirrored(photo));
    assert.ok(straight && crossed);
    const pairs = crossed.map(mirrored);
    const off = (x: Picture | undefined) =>
      Math.max(...straight[0].data.map((v, i) => Math.abs(v - (x?.data[i] as number))));
    const [c, d] = off(pairs[0]) < off(pairs[1]) ? pairs : pairs.toReversed();
    assertSame(c, straight[0]);
    assertSame(d, straight[1]);
  });

  Deno.test(`Separator of ${kind} pads a photo of any size, and cuts the layers back`, async () => {
    const weights = untrained(network);
    for (const [width, height] of [[17, 12], [13, 5], [3, 1]] as const) {
      const photo = noise(width, height, 3);
      const [layers, padded] = await separate(weights, photo, padToMultiple(photo, MULTIPLE));
      const area = { left: 0, top: 0, width, height };
      for (const i of [0, 1] as const) {
        assert.ok(padded);
        assertSame(layers?.[i], cropPicture(padded[i], area), 0);
      }
    }
  });
}

Deno.test("Separator of kind difference yields layers that add up to twice the photo", async () => {
  const photos = [noise(16, 16, 4), noise(19, 7, 5)];
  const pairs = await separate(untrained(TINY["difference"]), ...photos);
  for (const [i, [a, b]] of pairs.entries()) {
    const photo = photos[i] as Picture;
    const sum = a.data.map((v, j) => (v + (b.data[j] as number)) / 2);
    assertClose(sum, photo.data, 1e-6);
    assert.ok(a.data.some((v, j) => Math.abs(v - (b.data[j] as number)) > 1e-3));
  }
});

Deno.test("Separator takes photos of other sizes in between, and leaves them as they are", async () => {
  const weights = untrained(TINY["unet"]);
  const [small, large] = [noise(8, 8, 6), noise(21, 14, 7)];
  const before = structuredClone([small, large]);
  const [first, second, third] = await separate(weights, small, large, small);
  assert.deepEqual(third, first);
  assert.deepEqual([second], await separate(weights, large));
  assert.deepEqual([small, large], before);
});

Deno.test("Separator can be released at any time, and goes on when it is asked to", async () => {
  const separator = new Separator(untrained(TINY["unet"]), onnxEngine({ threads: 1 }));
  await separator.release();
  await separator.release();
  const photo = noise(8, 8, 8);
  const layers = await separator.separate(photo);
  await separator.release();
  assert.deepEqual(await separator.separate(photo), layers);
  await separator.release();
});

Deno.test("Separator refuses weights that are another network's, and names their file", async () => {
  const networks: readonly NetworkDescription[] = Object.values(TINY);
  for (const [i, network] of networks.entries()) {
    const other = untrained(networks[(i + 1) % networks.length] as NetworkDescription);
    // Its own with one more are none of its own either.
    const more = [...untrained(network).parameters, { shape: [1], data: Float32Array.of(0) }];
    for (const parameters of [other.parameters, more]) {
      await assert.rejects(
        separate({ network, parameters, notes: {} }, noise(8, 8, 9)),
        (error) => isUserError(error, /^Cannot use some\.file: the weights are not those of/),
      );
    }
  }
});
