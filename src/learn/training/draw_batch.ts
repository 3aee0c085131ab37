import { Random } from "../../random.ts";
import { drawView } from "./augment.ts";
import type { StoredPhoto } from "./photo_store.ts";
import type { TrainingSettings } from "./settings.ts";

/** Mixtures with their layers, each [n,3,size,size] in [0, 1]. */
export interface Batch {
  readonly mixture: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/** Standard deviation of the noise in a mixture that saturates. */
const NOISE = 0.1;

/**
 * Mixes a batch of new pairs. It depends on the seed and its number alone, so that training goes on
 * after an interruption as if there had been none.
 *
 * @param photos What to mix; two or more.
 * @param settings Batch, size, alpha, augmentation and seed.
 * @param number The batch's number.
 * @returns The batch.
 */
export function drawBatch(
  photos: readonly StoredPhoto[],
  settings: TrainingSettings,
  number: number,
): Batch {
  const { batch, size, alpha: [least, most], mixing, augmentation, seed } = settings;
  const random = new Random(seed, `batch ${number}`);
  const length = 3 * size * size;
  const pictures = () => new Float32Array(batch * length);
  const drawn = { mixture: pictures(), first: pictures(), second: pictures() };
  for (let n = 0; n < batch; n++) {
    const one = random.integer(photos.length);
    const other = (one + 1 + random.integer(photos.length - 1)) % photos.length;
    const own = (data: Float32Array) => data.subarray(n * length, (n + 1) * length);
    const [mixture, a, b] = [own(drawn.mixture), own(drawn.first), own(drawn.second)];
    drawView(photos[one] as StoredPhoto, size, random, augmentation, a);
    drawView(photos[other] as StoredPhoto, size, random, augmentation, b);
    const alpha = least + (most - least) * random.uniform();
    for (let i = 0; i < length; i++) {
      const [x, y] = [a[i] as number, b[i] as number];
      mixture[i] = mixing === "linear"
        ? alpha * x + (1 - alpha) * y
        : Math.min(1, Math.max(0, x + y + NOISE * random.normal()));
    }
  }
  return drawn;
}
