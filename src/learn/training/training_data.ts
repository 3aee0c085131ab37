import { join } from "node:path";
import { UserError } from "../../errors.ts";
import { type KnownPair, listPairs, readPair } from "../evaluation/pairs_folder.ts";
import { loadPhotos, type StoredPhoto } from "./photo_store.ts";

/** Pairs that an evaluation looks at, at most: all of them stay in memory. */
const MOST_PAIRS = 100;
/** Photos are kept so much larger than what the network sees, to be cropped. */
const ROOM = 1.5;

/** What a network is trained and evaluated on. */
export interface TrainingData {
  readonly photos: readonly StoredPhoto[];
  readonly pairs: readonly KnownPair[];
}

/**
 * Reads a data set: the photos of its part `train`, and the pairs of its part `val`, of which an
 * evaluation takes a hundred, evenly spaced.
 *
 * @param folder The data set.
 * @param extra More folders of photos to train on.
 * @param size Side of what the network sees, in pixels.
 * @returns Photos and pairs.
 * @throws {UserError} If there is too little, or it cannot be read.
 */
export async function loadTrainingData(
  folder: string,
  extra: readonly string[],
  size: number,
): Promise<TrainingData> {
  const own = join(folder, "train", "single_exposure");
  const side = Math.round(ROOM * size);
  const photos = await loadPhotos([own, ...extra], side);
  if (photos.length < 2) {
    throw new UserError(
      `There are ${photos.length} photos of at least ${
        Math.ceil(side / 2)
      } pixels in ${own}, and two are needed`,
    );
  }
  const files = await listPairs(join(folder, "val"));
  const every = Math.ceil(files.length / MOST_PAIRS);
  const chosen = files.filter((_, i) => i % every === 0);
  return { photos, pairs: await Promise.all(chosen.map((pair) => readPair(pair))) };
}
