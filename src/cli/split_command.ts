import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { isAbort, UserError } from "../errors.ts";
import { checkOptions } from "../decompose/options.ts";
import { MOST_PHOTOS } from "../decompose/recipe.ts";
import { RECIPES } from "../decompose/recipes.ts";
import type { Progress } from "../decompose/types.ts";
import { checkFits, checkFormat, formatLosses } from "../image/formats.ts";
import type { OptionValues } from "./args.ts";
import { borderFrom } from "./border_text.ts";
import { command } from "./command.ts";
import { columns } from "./help.ts";
import { Interrupts } from "./interrupts.ts";
import { CHECKPOINT, folderFor, OutputFolder } from "./output_folder.ts";
import { previews } from "./preview.ts";
import { PROGRAM } from "./program.ts";
import { progressDisplay, progressText } from "./progress.ts";
import { SPLIT_OPTIONS } from "./split_options.ts";
import { splitPlan, splitSummary } from "./split_words.ts";

/** `unblend split PHOTO`: from a photo on disk to a folder of layers. */
export const SPLIT = command({
  name: "split",
  summary: "Take one photo that is two photos apart into its two layers",
  operand: {
    name: "PHOTO",
    help: "A JPEG, PNG, WebP, TIFF or AVIF file; or several of the same two layers",
    most: MOST_PHOTOS,
  },
  options: SPLIT_OPTIONS,
  notes: [
    [
      "Recipes:",
      columns(
        Object.entries(RECIPES).map(([name, { summary }]) => [name, summary]),
      ),
    ],
    [
      "",
      [
        "Ctrl-C stops the fit early and writes what it has found until then; the same command with",
        "--resume goes on from there",
      ],
    ],
  ],
  examples: [
    {
      command: `${PROGRAM} split photo.jpg`,
      does: "Writes layer-1.png, layer-2.png, mask.png and more into photo-layers/",
    },
    {
      command: `${PROGRAM} split photo.jpg --out first-try --size 512 --preview 20`,
      does: "Fits a larger copy, and shows how far it is in first-try/comparison.png",
    },
  ],
  run: runSplit,
});

async function runSplit(
  paths: readonly [string, ...string[]],
  { checkpoint: checkpointSeconds, ...values }: OptionValues<typeof SPLIT_OPTIONS>,
): Promise<number> {
  const out = values.out ?? folderFor(paths[0]);
  const checkpoint = join(out, CHECKPOINT);
  const border = borderFrom(values.border);
  const options = { ...values, border, checkpoint, checkpointSeconds };
  const settings = checkOptions(options, paths.length);
  const encoding = checkFormat(values);
  const startedAt = new Date();
  const display = progressDisplay(values.quiet, progressText);
  const interrupts = new Interrupts(() =>
    display.say("Stopping (press Ctrl-C again to leave at once)")
  );
  try {
    // Late imports: help and mistakes need neither the picture library nor the engine.
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
    const { split } = await import("../decompose/split.ts");
    // Paths, not pixels: of a large photo there is room for one copy, which the worker has.
    const result = await split(paths, {
      ...options,
      signal: interrupts.signal,
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
    const howToGoOn = async () => {
      const isKept = await stat(checkpoint).then(() => true, () => false);
      return isKept ? "; the same command with --resume goes on" : "";
    };
    try {
      await folder.write(files, SPLIT_FILES);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError(error.message + await howToGoOn(), { cause: error });
    }
    const { stopped, stepsDone } = result.report;
    if (!stopped) await folder.remove(CHECKPOINT);
    if (!values.quiet) console.log(splitSummary(result, folder.path));
    // A signal that comes after the last step, or where there are none, finds the answer complete.
    if (interrupts.exitCode === undefined || !stopped) return 0;
    console.error(
      `Stopped at step ${stepsDone} of ${settings.steps}; wrote what there is to ${folder.path}` +
        await howToGoOn(),
    );
    return interrupts.exitCode;
  } catch (error) {
    if (interrupts.exitCode === undefined || !isAbort(error)) throw error;
    console.error("Stopped before the first step; wrote nothing");
    return interrupts.exitCode;
  } finally {
    interrupts.release();
  }
}
