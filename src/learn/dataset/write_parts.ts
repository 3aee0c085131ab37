import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { inParallel } from "../../in_parallel.ts";
import type { ChosenPhoto } from "./choose_photos.ts";
import { expectPairs } from "./expect_pairs.ts";
import { type DatasetOptions, type DatasetSettings, type Part, PARTS } from "./options.ts";
import { countPairs, pairs } from "./pairing.ts";
import { decodePhoto, singleName, writeCrops, writeMixture } from "./write_pictures.ts";

/** A mixture of a data set. */
export interface DatasetPair {
  /** The part that it is in. */
  readonly part: Part;
  /** Its file, in the part's `double_exposure`. */
  readonly file: string;
  /** The first crop: its file in the part's `single_exposure`, without the extension. */
  readonly first: string;
  /** The second crop, likewise. */
  readonly second: string;
  /** The share of the first, between 0 and 1. */
  readonly alpha: number;
}

/** What was written. */
export interface WrittenParts {
  /** Photos that crops were cut out of. */
  readonly photos: readonly ChosenPhoto[];
  /** Paths of photos that could not be decoded. */
  readonly damaged: readonly string[];
  /** The mixtures, part by part. */
  readonly pairs: readonly DatasetPair[];
}

/**
 * Writes crops and mixtures of every part.
 *
 * @param photos What crops are cut out of.
 * @param folder Where the parts go; it must exist.
 * @param settings Of the data set.
 * @param options Folder of the photos, signal, progress.
 * @returns What was written, and what was damaged.
 * @throws {UserError} If too few photos are left of those that are not damaged.
 * @throws The signal's reason, if it stops the work; the system's errors in writing.
 */
export async function writeParts(
  photos: readonly ChosenPhoto[],
  folder: string,
  settings: DatasetSettings,
  { input, signal, onProgress }: DatasetOptions,
): Promise<WrittenParts> {
  const { crops, mixtures, seed } = settings;
  const folders = (part: Part) => ({
    single: join(folder, part, "single_exposure"),
    double: join(folder, part, "double_exposure"),
  });
  for (const { single, double } of PARTS.map(folders)) {
    await mkdir(single, { recursive: true });
    await mkdir(double, { recursive: true });
  }
  const count = counter(countSteps(photos, settings), onProgress);

  const damaged = new Set<string>();
  await inParallel(photos, async ({ file, name, part }) => {
    const photo = await decodePhoto(file).catch(() => undefined);
    if (photo) await writeCrops(photo, name, folders(part).single, settings);
    else damaged.add(file);
    count();
  }, { signal });
  const sound = photos.filter(({ file }) => !damaged.has(file));
  if (damaged.size > 0) expectPairs(sound, settings, input);

  const written: DatasetPair[] = [];
  for (const part of PARTS) {
    const own = sound.filter((photo) => photo.part === part).map(({ name }) => name);
    const made = await inParallel([...pairs(own, crops, mixtures, seed)], async (pair) => {
      const { file, alpha } = await writeMixture(pair, folders(part), settings);
      count();
      const [first, second] = pair.map(singleName) as [string, string];
      return { part, file, first, second, alpha };
    }, { signal });
    written.push(...made);
  }
  return { photos: sound, damaged: [...damaged].toSorted(), pairs: written };
}

/** How many photos and mixtures there are to do, as long as no photo is damaged. */
function countSteps(
  photos: readonly ChosenPhoto[],
  { crops, mixtures }: DatasetSettings,
): number {
  const mixturesOf = (part: Part) =>
    countPairs(photos.filter((photo) => photo.part === part).length, crops, mixtures);
  return PARTS.reduce((sum, part) => sum + mixturesOf(part), photos.length);
}

/** Tells of progress at each call, and what is left at the pace so far. */
function counter(steps: number, onProgress: DatasetOptions["onProgress"]): () => void {
  const begun = performance.now();
  let step = 0;
  return () => {
    const perStep = (performance.now() - begun) / 1000 / ++step;
    onProgress?.({ step, steps, secondsLeft: perStep * (steps - step) });
  };
}
