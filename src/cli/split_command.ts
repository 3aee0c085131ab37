import { isAbort } from "../errors.ts";
import { RECIPES } from "../decompose/recipes.ts";
import { command } from "./command.ts";
import { columns } from "./help.ts";
import { Interrupts } from "./interrupts.ts";
import { folderFor } from "./output_folder.ts";
import { PROGRAM } from "./program.ts";
import { progressDisplay, progressText } from "./progress.ts";
import { planEach, splitEach } from "./split_each.ts";
import { SPLIT_OPTIONS } from "./split_options.ts";
import { checkSplit, splitPhoto, type SplitValues } from "./split_photo.ts";
import { splitSummary, stoppedWords } from "./split_words.ts";

/** `unblend split PHOTO`: from a photo on disk to a folder of layers. */
export const SPLIT = command({
  name: "split",
  summary: "Take one photo that is two photos apart into its two layers",
  operand: {
    name: "PHOTO",
    help: "A JPEG, PNG, WebP, TIFF or AVIF file; or several of the same two layers",
    several: true,
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
    {
      command: `${PROGRAM} split *.jpg --each`,
      does: "Splits many photos, each by itself, and tells in a line each how that went",
    },
  ],
  run: runSplit,
});

async function runSplit(
  paths: readonly [string, ...string[]],
  values: SplitValues,
): Promise<number> {
  const out = values.out ?? folderFor(paths[0]);
  const jobs = values.each ? planEach(paths, values) : [];
  if (!values.each) checkSplit(values, out, paths.length);
  const display = progressDisplay(values.quiet, progressText);
  const interrupts = new Interrupts(() =>
    display.say("Stopping (press Ctrl-C again to leave at once)")
  );
  try {
    // Late imports: help and mistakes need neither the picture library nor the engine.
    if (values.each) {
      const { Splitter } = await import("../decompose/splitter.ts");
      using splitter = new Splitter();
      const split = splitter.split.bind(splitter);
      return await splitEach(jobs, { values, split, display, interrupts });
    }
    const { split } = await import("../decompose/split.ts");
    const { signal } = interrupts;
    const report = await splitPhoto({ paths, out, values, split, display, signal });
    if (!values.quiet) console.log(splitSummary(report, out));
    // A signal that comes after the last step, or where there are none, finds the answer complete.
    if (interrupts.exitCode === undefined || !report.stopped) return 0;
    console.error(await stoppedWords(report, out));
    return interrupts.exitCode;
  } catch (error) {
    if (interrupts.exitCode === undefined || !isAbort(error)) throw error;
    console.error("Stopped before the first step; wrote nothing");
    return interrupts.exitCode;
  } finally {
    interrupts.release();
  }
}
