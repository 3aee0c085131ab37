import { checkAlpha, inRange, oneOf } from "../../check_option.ts";
import { UserError } from "../../errors.ts";
import { type Space, SPACES } from "../../image/space.ts";

/** A part of a data set: to train on, to choose by, to measure on. */
export type Part = "train" | "val" | "test";

/** The parts, in the order of their shares. */
export const PARTS: readonly Part[] = ["train", "val", "test"];

/** What pictures are written as. */
export type Format = "jpg" | "png";

/** The formats there are. */
export const FORMATS: readonly Format[] = ["jpg", "png"];

/** The options of {@linkcode createDataset}; the settings are recorded in the manifest. */
export interface DatasetOptions {
  /** Folder of photos; folders in it are searched too. */
  readonly input: string;
  /** Folder of the data set; it must not exist, or be empty. */
  readonly output: string;
  /** Photos at most, chosen at random. Default: all of them. */
  readonly images?: number | undefined;
  /** Side of the pictures, in pixels, 16 to 4096. Default 128. */
  readonly size?: number | undefined;
  /** Random crops of each photo, 1 to 1000. Default 1. */
  readonly crops?: number | undefined;
  /** Mixtures that each crop is part of, 1 or more. Default 1. */
  readonly mixtures?: number | undefined;
  /** Percent of the photos in train, val and test. Default 70, 15, 15. */
  readonly split?: readonly number[] | undefined;
  /** Range of the first layer's share, between 0 and 1. Default 0.5 to 0.5. */
  readonly alpha?: readonly [number, number] | undefined;
  /** How layers are added, `srgb` (default) or `linear`. */
  readonly space?: string | undefined;
  /** What is written: `jpg` (default) or `png`. */
  readonly format?: string | undefined;
  /** Seed of everything random, 0 to 2^32 - 1. Default 0. */
  readonly seed?: number | undefined;
  /** Stops the work; nothing is left behind. */
  readonly signal?: AbortSignal | undefined;
  /** Called as photos are done. */
  readonly onProgress?: (progress: DatasetProgress) => void;
}

/** Where the work stands. */
export interface DatasetProgress {
  /** Photos cropped and mixtures written. */
  readonly step: number;
  /** Of these in all. */
  readonly steps: number;
  /** Estimated time that the rest takes, in seconds. */
  readonly secondsLeft: number;
}

/** The settings of a data set, each checked and present. */
export interface DatasetSettings {
  /** Photos at most; null for all. */
  readonly images: number | null;
  /** Side of the pictures, in pixels, 16 to 4096. */
  readonly size: number;
  /** Random crops of each photo, 1 to 1000. */
  readonly crops: number;
  /** Mixtures that each crop is part of, 1 to 1000000. */
  readonly mixtures: number;
  /** Percent of the photos in train, val and test, 100 in all. */
  readonly split: readonly [number, number, number];
  /** Least and most of the first layer's share, above 0 and below 1. */
  readonly alpha: readonly [number, number];
  /** How layers are added: as values are stored, or as light. */
  readonly space: Space;
  /** What is written. */
  readonly format: Format;
  /** Seed of everything random, 0 to 2^32 - 1. */
  readonly seed: number;
}

/** What the numeric options may be, both ends included. */
export const RANGES = {
  images: [1, 100_000_000],
  size: [16, 4096],
  crops: [1, 1000],
  mixtures: [1, 1_000_000],
  seed: [0, 2 ** 32 - 1],
} as const;

/**
 * Checks the options of a data set and fills in the defaults.
 *
 * @param options As the caller gave them.
 * @returns The settings.
 * @throws {UserError} If something does not exist or is out of range.
 */
export function checkDataset(options: DatasetOptions): DatasetSettings {
  const { images, split = [70, 15, 15] } = options;
  const [train = NaN, val = NaN, test = NaN] = split;
  const shares = [train, val, test] as const;
  const sum = train + val + test;
  if (split.length !== 3 || !shares.every((share) => share >= 0) || Math.abs(sum - 100) > 1e-9) {
    throw new UserError(
      `The split must be three percentages that add up to 100, such as 70,15,15, not ${split}`,
      { usage: true },
    );
  }
  return {
    images: images === undefined ? null : inRange("images", images, RANGES.images),
    size: inRange("size", options.size ?? 128, RANGES.size),
    crops: inRange("crops", options.crops ?? 1, RANGES.crops),
    mixtures: inRange("mixtures", options.mixtures ?? 1, RANGES.mixtures),
    split: shares,
    alpha: checkAlpha(options.alpha ?? [0.5, 0.5]),
    space: oneOf("space", options.space ?? "srgb", SPACES),
    format: oneOf("format", options.format ?? "jpg", FORMATS),
    seed: inRange("seed", options.seed ?? 0, RANGES.seed),
  };
}
