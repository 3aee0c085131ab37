import { Random } from "../../random.ts";
import { type Augmentation, drawView } from "./augment.ts";
import type { StoredPhoto } from "./photo_store.ts";

/** Mixtures with their layers, each [n,3,size,size] in [0, 1]. */
export interface Batch {
  readonly mixture: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** What batches are drawn from. */
export interface BatchSource {
  readonly photos: readonly StoredPhoto[];
  /** Mixtures in a batch. */
  readonly count: number;
  /** Side of the pictures. */
  readonly size: number;
  /** Range of the first layer's share. */
  readonly alpha: readonly [number, number];
  readonly augmentation: Augmentation;
  readonly seed: number;
}

/**
 * Mixes a batch of new pairs. It depends on the seed and the step's number alone, so that training
 * goes on after an interruption as if there had been none.
 *
 * @param source Photos and settings.
 * @param step The step's number.
 * @returns The batch.
 */
export function drawBatch(source: BatchSource, step: number): Batch {
  const { photos, count, size, alpha: [least, most], augmentation, seed } = source;
  const random = new Random(seed, `batch ${step}`);
  const length = 3 * size * size;
  const [mixture, first, second] = [0, 1, 2].map(() => new Float32Array(count * length)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let n = 0; n < count; n++) {
    const [one, other] = [random.integer(photos.length), random.integer(photos.length - 1)];
    const [a, b] = [first, second].map((layer) => layer.subarray(n * length, (n + 1) * length));
    drawView(photos[one]!, size, random, augmentation, a!);
    drawView(photos[other < one ? other : other + 1]!, size, random, augmentation, b!);
    const alpha = least + (most - least) * random.uniform();
    for (let i = 0; i < length; i++) {
      mixture[n * length + i] = alpha * a![i]! + (1 - alpha) * b![i]!;
    }
  }
  return { mixture, first, second };
}
