import { relative } from "node:path";
import sharp from "npm:sharp@0.35.5";
import { listPictures } from "../../image/list_pictures.ts";
import { inParallel } from "../../in_parallel.ts";
import { Random } from "../../random.ts";
import { expectPairs } from "./expect_pairs.ts";
import { type DatasetOptions, type DatasetSettings, type Part, PARTS } from "./options.ts";
import { shuffled } from "./pairing.ts";
import { photoNames } from "./photo_names.ts";

/** A photo that a data set is made of. */
export interface ChosenPhoto {
  /** Its path. */
  readonly file: string;
  /** Its name in the data set. */
  readonly name: string;
  /** The part that it is in. */
  readonly part: Part;
}

/** What a folder of photos gives to a data set. */
export interface Choice {
  /** The photos, in random order. */
  readonly photos: readonly ChosenPhoto[];
  /** Files that were left out, relative to the folder, and why. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

/**
 * Chooses the photos of a data set at random from those that are fit for it, names them, and gives each
 * part its share.
 *
 * @param settings Size, number, shares, seed.
 * @param options Folder, signal.
 * @returns The photos, and what was left out.
 * @throws {UserError} If the folder cannot be read, or has too few photos.
 * @throws The signal's reason, if it stops the work.
 */
export async function choosePhotos(
  settings: DatasetSettings,
  { input, signal }: Pick<DatasetOptions, "input" | "signal">,
): Promise<Choice> {
  const { pictures, others } = await listPictures(input);
  const faults = await inParallel(pictures, (file) => faultOf(file, settings.size), { signal });
  const skipped = [
    ...others.map((file) => ({ file: relative(input, file), reason: "no picture by its name" })),
    ...pictures.flatMap((file, i) =>
      faults[i] ? [{ file: relative(input, file), reason: faults[i] }] : []
    ),
  ];
  const usable = pictures.filter((_, i) => !faults[i]);
  const names = photoNames(usable);
  const named = usable.map((file, i) => ({ file, name: names[i] as string }));
  const order = shuffled(named, new Random(settings.seed, "photos"));
  const photos = partition(order.slice(0, settings.images ?? Infinity), settings.split);
  expectPairs(photos, settings, input);
  return { photos, skipped };
}

/** What is wrong with a file, by its header. */
async function faultOf(file: string, size: number): Promise<string | undefined> {
  try {
    const { width = 0, height = 0 } = await sharp(file).metadata();
    if (Math.min(width, height) >= size) return undefined;
    return `its ${width}x${height} pixels are less than ${size}x${size}`;
  } catch {
    return "it is not a picture";
  }
}

/** Gives each part its share of the photos. */
function partition(
  photos: readonly Omit<ChosenPhoto, "part">[],
  split: DatasetSettings["split"],
): readonly ChosenPhoto[] {
  let percent = 0;
  const ends = split.map((share) => Math.round((percent += share) / 100 * photos.length));
  return photos.map((photo, i) => {
    const place = ends.findIndex((end) => i < end);
    return { ...photo, part: PARTS[place] as Part };
  });
}
