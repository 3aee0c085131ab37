import { chmod, mkdir, mkdtemp, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import sharp from "npm:sharp@0.35.5";
import { UserError } from "../../errors.ts";
import { listPictures } from "../../image/list_pictures.ts";
import { inParallel } from "../../in_parallel.ts";
import { Random } from "../../random.ts";
import {
  checkDataset,
  type DatasetOptions,
  type DatasetSettings,
  type Part,
  PARTS,
} from "./options.ts";
import { countPairs, mostMixtures, pairs, shuffled } from "./pairing.ts";
import { photoNames } from "./photo_names.ts";
import { decodePhoto, singleName, writeCrops, writeMixture } from "./write_pictures.ts";

/** What a data set holds; it is written beside it as `manifest.json`. */
export interface DatasetManifest {
  readonly settings: DatasetSettings;
  /** Photos by their names in the data set. */
  readonly photos: Readonly<Record<string, { readonly file: string; readonly part: Part }>>;
  /** Files that were left out, and why. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  /** The mixtures: which crops, and the share of the first. */
  readonly pairs: readonly {
    readonly part: Part;
    readonly file: string;
    readonly first: string;
    readonly second: string;
    readonly alpha: number;
  }[];
}

/**
 * Makes a data set of photos and of their mixtures, for training and measuring: random crops of each
 * photo, and mixtures of two crops of different photos of the same part. The same seed gives the same
 * files on the same machine. The folder appears when it is complete.
 *
 * @param options Photos, folder, sizes, shares.
 * @returns What the data set holds, and what was left out.
 * @throws {UserError} If an option is impossible, or a folder cannot be used.
 * @throws {DOMException} `AbortError`, if the signal stops it.
 *
 * @example
 * ```ts
 * import { createDataset } from "./create_dataset.ts";
 *
 * const output = await Deno.makeTempDir() + "/pairs";
 * const { pairs } = await createDataset({ input: "fixtures", output, size: 64, split: [0, 100, 0] });
 * console.log(pairs[0]?.file, pairs[0]?.alpha);
 * ```
 */
export async function createDataset(options: DatasetOptions): Promise<DatasetManifest> {
  const settings = checkDataset(options);
  const { input, signal } = options;
  await expectEmpty(options.output);
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
  const photos = partition(
    shuffled(named, new Random(settings.seed, "photos")).slice(0, settings.images ?? Infinity),
    settings.split,
  );
  expectPairs(photos, settings, input);

  const output = resolve(options.output);
  // An empty folder of that name makes way; one that cannot, such as a mount, is told of now.
  await rmdir(output).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") cannotWrite(options.output, error);
  });
  const staging = await mkdtemp(join(dirname(output), `.${basename(output)}-`))
    .catch((error) => cannotWrite(options.output, error));
  try {
    // A temporary folder is for its owner alone; a data set need not be.
    await chmod(staging, 0o755);
    const made = await writeParts(photos, staging, settings, options);
    const manifest: DatasetManifest = {
      settings,
      photos: Object.fromEntries(
        made.photos.map(({ name, file, part }) => [name, { file: relative(input, file), part }]),
      ),
      skipped: [
        ...skipped,
        ...made.damaged.map((file) => ({ file: relative(input, file), reason: "it is damaged" })),
      ],
      pairs: made.pairs,
    };
    await writeFile(join(staging, "manifest.json"), JSON.stringify(manifest, null, 1) + "\n");
    await rename(staging, output);
    return manifest;
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (signal?.aborted) throw new DOMException("The data set was not completed", "AbortError");
    // The system's errors have a number: a disk may be full.
    if (error instanceof Error && "errno" in error) cannotWrite(options.output, error);
    throw error;
  }
}

interface PartPhoto {
  readonly file: string;
  readonly name: string;
  readonly part: Part;
}

/** Writes crops and mixtures of every part. */
async function writeParts(
  photos: readonly PartPhoto[],
  staging: string,
  settings: DatasetSettings,
  { input, signal, onProgress }: DatasetOptions,
) {
  const { crops, mixtures, seed } = settings;
  const folders = (part: Part) => ({
    single: join(staging, part, "single_exposure"),
    double: join(staging, part, "double_exposure"),
  });
  for (const { single, double } of PARTS.map(folders)) {
    await mkdir(single, { recursive: true });
    await mkdir(double, { recursive: true });
  }
  const begun = performance.now();
  const mixturesOf = (part: Part) =>
    countPairs(photos.filter((photo) => photo.part === part).length, crops, mixtures);
  const steps = PARTS.reduce((sum, part) => sum + mixturesOf(part), photos.length);
  let step = 0;
  const count = () => {
    const perStep = (performance.now() - begun) / 1000 / ++step;
    onProgress?.({ step, steps, secondsLeft: perStep * (steps - step) });
  };
  const damaged = new Set<string>();
  await inParallel(photos, async ({ file, name, part }) => {
    const photo = await decodePhoto(file).catch(() => undefined);
    if (photo) await writeCrops(photo, name, folders(part).single, settings);
    else damaged.add(file);
    count();
  }, { signal });
  const sound = photos.filter(({ file }) => !damaged.has(file));
  if (damaged.size > 0) expectPairs(sound, settings, input);
  const manifest: DatasetManifest["pairs"][number][] = [];
  for (const part of PARTS) {
    const own = sound.filter((photo) => photo.part === part).map(({ name }) => name);
    const made = await inParallel([...pairs(own, crops, mixtures, seed)], async (pair) => {
      const { file, alpha } = await writeMixture(pair, folders(part), settings);
      count();
      const [first, second] = pair.map(singleName) as [string, string];
      return { part, file, first, second, alpha };
    }, { signal });
    manifest.push(...made);
  }
  return { photos: sound, damaged: [...damaged].toSorted(), pairs: manifest };
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
  photos: readonly Omit<PartPhoto, "part">[],
  split: DatasetSettings["split"],
): readonly PartPhoto[] {
  let percent = 0;
  const ends = split.map((share) => Math.round((percent += share) / 100 * photos.length));
  return photos.map((photo, i) => {
    const place = ends.findIndex((end) => i < end);
    return { ...photo, part: PARTS[place] as Part };
  });
}

/** Refuses what cannot be paired. */
function expectPairs(
  photos: readonly PartPhoto[],
  { split, crops, mixtures, size }: DatasetSettings,
  input: string,
): void {
  for (const [i, part] of PARTS.entries()) {
    const { length } = photos.filter((photo) => photo.part === part);
    if (split[i] === 0) continue;
    if (length < 2) {
      throw new UserError(
        `Of ${photos.length} photos (of at least ${size}x${size} pixels, from ${input}) ${part} gets ` +
          `${length}, and needs two: take more photos, or give ${part} another share by split`,
      );
    }
    const most = mostMixtures(length, crops);
    if (mixtures > most) {
      throw new UserError(
        `The ${length} photos of ${part} can be mixed ${most} times each, not ${mixtures} times: ` +
          "lower the mixtures, or add photos",
      );
    }
  }
}

async function expectEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    return cannotWrite(folder, error);
  });
  if (entries.length === 0) return;
  throw new UserError(`${folder} exists and is not empty: choose another folder for the data set`);
}

function cannotWrite(folder: string, error: Error): never {
  throw new UserError(`Cannot write to ${folder}: ${error.message}`, { cause: error });
}
