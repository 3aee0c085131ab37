import { Random } from "../../random.ts";

/** A picture of a data set: a crop of a photo. */
export interface Single {
  /** The photo's name in the data set. */
  readonly photo: string;
  /** Which of its crops, from 0. */
  readonly crop: number;
}

/**
 * Shuffles (Fisher and Yates).
 *
 * @param items What to shuffle; it is left as it is.
 * @param random What is drawn from.
 * @returns The same things in another order.
 */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [result[i], result[j]] = [result[j] as Item, result[i] as Item];
  }
  return result;
}

/**
 * Tells how many mixtures a crop can be part of at most, each with another crop of another photo.
 *
 * @param photos Photos in a part.
 * @param crops Crops of each.
 */
export function mostMixtures(photos: number, crops: number): number {
  // Of an odd number of photos one sits out in each round.
  return (photos - 1) * crops;
}

/**
 * Tells how many pairs {@linkcode pairs} makes.
 *
 * @param photos Photos in a part.
 * @param crops Crops of each.
 * @param mixtures Rounds.
 */
export function countPairs(photos: number, crops: number, mixtures: number): number {
  return Math.floor(photos / 2) * crops * mixtures;
}

/**
 * Pairs crops of different photos, no pair twice, as a tournament does (the circle method): in each
 * round every photo meets another, and their crops meet one by one. Of an odd number of photos one
 * sits out in each round.
 *
 * @param photos Names of photos.
 * @param crops Crops of each.
 * @param mixtures Rounds: mixtures that each crop is part of.
 * @param seed Seed of the order.
 * @returns The pairs, one by one.
 */
export function* pairs(
  photos: readonly string[],
  crops: number,
  mixtures: number,
  seed: number,
): Generator<readonly [Single, Single]> {
  const order = shuffled(photos, new Random(seed, "pairs"));
  const [fixed, ...circle] = order.length % 2 === 0 ? order : [undefined, ...order];
  const { length } = circle;
  for (let round = 0; round < mixtures && length > 0; round++) {
    const shift = Math.floor(round / length);
    const at = (i: number) => circle[(i + round) % length];
    const meetings = [[fixed, at(0)] as const];
    for (let i = 1; i <= (length - 1) / 2; i++) meetings.push([at(i), at(length - i)]);
    for (const [a, b] of meetings) {
      if (a === undefined || b === undefined) continue;
      for (let crop = 0; crop < crops; crop++) {
        yield [{ photo: a, crop }, { photo: b, crop: (crop + shift) % crops }];
      }
    }
  }
}
