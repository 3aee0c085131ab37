import { basename, join } from "node:path";
import { UserError } from "../errors.ts";
import { checkOptions } from "../decompose/options.ts";
import type { split } from "../decompose/split.ts";
import type { Progress, Report } from "../decompose/types.ts";
import { checkFits, checkFormat, formatLosses } from "../image/formats.ts";
import { releasePicture } from "../image/release_picture.ts";
import type { OptionValues } from "./args.ts";
import { borderFrom } from "./border_text.ts";
import { CHECKPOINT, OutputFolder } from "./output_folder.ts";
import { previews } from "./preview.ts";
import type { ProgressDisplay } from "./progress.ts";
import type { SPLIT_OPTIONS } from "./split_options.ts";
import { howToGoOn, splitPlan } from "./split_words.ts";

/** The options of `unblend split`, as they were given. */
export type SplitValues = OptionValues<typeof SPLIT_OPTIONS>;

/** A photo, or several of the same, on the way to a folder. */
export interface PhotoTask {
  readonly paths: readonly [string, ...string[]];
  /** Where the layers go. */
  readonly out: string;
  readonly values: SplitValues;
  readonly split: typeof split;
  readonly display: ProgressDisplay<Progress>;
  readonly signal: AbortSignal;
}

/**
 * Checks what was asked for, before anything is read.
 *
 * @param values The options, as they were given.
 * @param out Where the layers go.
 * @param photos How many photos are split together.
 * @returns What the split is given, what is made of that, and how its layers are written.
 * @throws {UserError} If something is out of range, or has no effect beside the rest.
 */
export function checkSplit(
  { checkpoint: checkpointSeconds, ...values }: SplitValues,
  out: string,
  photos: number,
) {
  const checkpoint = join(out, CHECKPOINT);
  const options = { ...values, border: borderFrom(values.border), checkpoint, checkpointSeconds };
  return { options, settings: checkOptions(options, photos), encoding: checkFormat(values) };
}

/**
 * Takes a photo apart, from file to folder.
 *
 * @param task Photo, folder, options.
 * @returns The report of what was written.
 * @throws {UserError} If the photo cannot be read or split, or the folder not be written to.
 * @throws {DOMException} `AbortError`, if it was stopped before there was anything to write.
 */
export async function splitPhoto(
  { paths, out, values, split, display, signal }: PhotoTask,
): Promise<Report> {
  const { options, settings, encoding } = checkSplit(values, out, paths.length);
  const startedAt = new Date();
  const { splitFiles, SPLIT_FILES } = await import("../report/split_files.ts");
  await using folder = new OutputFolder(out, {
    // Who goes on replaces what there was until now.
    force: values.force || values.resume,
    onNotice: (notice) => display.say(notice),
  });
  for (const one of [...paths, ...values.hint ? [values.hint] : []]) {
    folder.protect(one, SPLIT_FILES);
  }
  let preview: ((progress: Progress) => Promise<void>) | undefined;
  // Paths, not pixels: of a large photo there is room for one copy, which the worker has.
  const result = await split(paths, {
    ...options,
    signal,
    onPhoto: async (photo) => {
      checkFits(encoding.format, photo);
      await folder.open();
      display.say(splitPlan(paths, photo, settings));
      for (const loss of formatLosses(photo.origin, encoding.format)) display.say(loss);
      preview = await previews(photo.origin, folder, values.preview);
    },
    onProgress: async (progress) => {
      display.show(progress);
      await preview?.(progress);
    },
    onNotice: (notice) => display.say(notice),
  });
  display.say(`Writing to ${folder.path}`);
  const files = splitFiles(result, {
    files: paths.map((one) => basename(one)),
    startedAt,
  }, encoding);
  try {
    await folder.write(files, SPLIT_FILES);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.message + await howToGoOn(out), { cause: error });
  }
  if (!result.report.stopped) await folder.remove(CHECKPOINT);
  // Another photo may follow, as large as this.
  for (const { photo, layers, mask } of [result, ...result.more]) {
    for (const picture of [photo, ...layers, mask]) releasePicture(picture);
  }
  if (result.retouched) releasePicture(result.retouched);
  return result.report;
}
