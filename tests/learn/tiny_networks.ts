import type { Picture } from "../../src/image/picture.ts";
import type { TrainingSettings } from "../../src/learn/training/settings.ts";
import type { StoredPhoto } from "../../src/learn/training/photo_store.ts";
import { input } from "../../src/graph/mod.ts";
import { buildNetwork, multipleOf, type NetworkDescription } from "../../src/nn/networks.ts";
import { Parameters } from "../../src/nn/parameters.ts";
import { Random } from "../../src/random.ts";
import type { Weights } from "../../src/weights/weights.ts";

/** Networks that are compiled and trained in no time. */
export const TINY: NetworkDescription = {
  kind: "difference",
  options: { patch: 4, channels: [8], down: [1], up: [] },
};
export const TINY_ENCODER: NetworkDescription = {
  kind: "encoder-decoder",
  options: { channels: [8] },
};

/** A training of few steps, the same on each run. */
export const SETTINGS: TrainingSettings = {
  network: TINY,
  photos: { count: 100, digest: "0123456789abcdef" },
  loss: "crossroad",
  size: 32,
  batch: 2,
  steps: 40,
  rate: 5e-3,
  average: 0.999,
  alpha: [0.5, 0.5],
  mixing: "linear",
  augmentation: { crop: 0.5, gamma: 1.4, tint: 0.1 },
  seed: 3,
  backend: "cpu",
  workers: 1,
  threads: 1,
  round: 20,
  evaluate: 20,
};

/** A network with the first weights of a training, or with others. */
export function tinyWeights(
  network: NetworkDescription = TINY,
  weight: (first: number, i: number) => number = (first) => first,
): Weights {
  const parameters = new Parameters(new Random(1));
  const side = multipleOf(network);
  buildNetwork(network, input([1, 3, side, side]), parameters);
  const blocks = new Map(parameters.blocks.map(({ name, initial }) => [name, initial]));
  return {
    network,
    parameters: parameters.placements.map(({ block, offset, shape }, i) => {
      const size = shape.reduce((product, extent) => product * extent, 1);
      const first = blocks.get(block) as Float32Array;
      return { shape, data: first.slice(offset, offset + size).map((v) => weight(v, i)) };
    }),
    notes: {},
  };
}

/** A photo in memory, from a picture. */
export function stored({ data, height, width }: Picture): StoredPhoto {
  const bytes = new Uint8Array(new SharedArrayBuffer(data.length));
  const plane = height * width;
  for (let i = 0; i < data.length; i++) {
    bytes[i] = Math.round(255 * (data[(i % 3) * plane + Math.floor(i / 3)] as number));
  }
  return { data: bytes, height, width };
}

/** A photo in memory that is of one value, 0 to 255, all over. */
export function flat(value: number, width = 8, height = width): StoredPhoto {
  const data = new Uint8Array(new SharedArrayBuffer(3 * width * height)).fill(value);
  return { data, height, width };
}
