import { basename } from "node:path";
import { isAbort } from "../errors.ts";
import { checkOptions, INITS, METHODS, RANGES } from "../decompose/options.ts";
import { RECIPE_NAMES, RECIPES } from "../decompose/recipes.ts";
import type { SplitResult } from "../decompose/types.ts";
import type { Picture } from "../image/picture.ts";
import { BACKEND_NAMES } from "../runtime/backends.ts";
import type { OptionValues } from "./args.ts";
import { command } from "./command.ts";
import { duration } from "./duration.ts";
import { columns } from "./help.ts";
import { Interrupts } from "./interrupts.ts";
import { folderFor, OutputFolder } from "./output_folder.ts";
import { previews } from "./preview.ts";
import { PROGRAM } from "./program.ts";
import { progressDisplay, progressText } from "./progress.ts";

const DEFAULTS = checkOptions({});

const OPTIONS = {
  out: {
    kind: "text",
    short: "o",
    value: "DIR",
    help: "Folder for the results (default: photo-layers beside photo.jpg)",
  },
  force: { kind: "flag", short: "f", help: "Replace the results of an earlier run in that folder" },
  recipe: {
    kind: "text",
    value: "NAME",
    choices: RECIPE_NAMES,
    help: `What is fitted, see below (default: ${DEFAULTS.recipeName})`,
  },
  method: {
    kind: "text",
    value: "NAME",
    choices: METHODS,
    help: `fit, or unet: the trained network alone, in a second (default: ${DEFAULTS.method})`,
  },
  init: {
    kind: "text",
    value: "NAME",
    choices: INITS,
    help: `Begin at the network's answer (unet) or at nothing (none; default: ${DEFAULTS.init})`,
  },
  weights: { kind: "text", value: "FILE", help: "Trained network in place of the one that ships" },
  size: {
    kind: "number",
    value: "PIXELS",
    range: RANGES.size,
    help: `Long side of the copy that is fitted (default: ${DEFAULTS.size})`,
  },
  steps: {
    kind: "number",
    value: "N",
    range: RANGES.steps,
    help: "Steps of the fit (default: the recipe's own)",
  },
  seed: {
    kind: "number",
    value: "N",
    range: RANGES.seed,
    help: `Seed of everything random; another seed, another try (default: ${DEFAULTS.seed})`,
  },
  backend: {
    kind: "text",
    value: "NAME",
    choices: BACKEND_NAMES,
    help: `What computes: ${BACKEND_NAMES.join(", ")} (default: auto)`,
  },
  preview: {
    kind: "number",
    value: "SECONDS",
    range: [0.1, 86_400],
    fraction: true,
    help: "Rewrite comparison.png this often while the fit runs",
  },
  quiet: { kind: "flag", short: "q", help: "Print nothing but errors" },
} as const;

/** `unblend split PHOTO`: from a photo on disk to a folder of layers. */
export const SPLIT = command({
  name: "split",
  summary: "Take one photo that is two photos apart into its two layers",
  operand: { name: "PHOTO", help: "A JPEG, PNG, WebP, TIFF or AVIF file" },
  options: OPTIONS,
  notes: [
    [
      "Recipes:",
      columns(
        Object.entries(RECIPES).map(([name, { summary, steps }]) => [
          name,
          `${summary}; ${steps} steps`,
        ]),
      ),
    ],
    ["", ["Ctrl-C stops the fit early and writes what it has found until then"]],
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

async function runSplit(path: string, values: OptionValues<typeof OPTIONS>): Promise<number> {
  const startedAt = new Date();
  const display = progressDisplay(values.quiet, progressText);
  const interrupts = new Interrupts(() =>
    display.say("Stopping (press Ctrl-C again to leave at once)")
  );
  try {
    // Late imports: help and mistakes need neither the picture library nor the engine.
    const { readPicture } = await import("../image/read_picture.ts");
    const photo = await readPicture(path);
    const { splitFiles, SPLIT_FILES } = await import("../report/split_files.ts");
    const folder = new OutputFolder(values.out ?? folderFor(path), values);
    folder.protect(path, SPLIT_FILES);
    await folder.check();
    display.say(describe(path, photo, values));
    const preview = await previews(photo, folder, values.preview);
    const { split } = await import("../decompose/split.ts");
    const result = await split(photo, {
      ...values,
      signal: interrupts.signal,
      onProgress: async (progress) => {
        display.show(progress);
        await preview(progress);
      },
      onNotice: (notice) => display.say(notice),
    });
    display.say(`Writing to ${folder.path}`);
    const files = await splitFiles(photo, result, { file: basename(path), startedAt });
    await folder.write(files, SPLIT_FILES);
    if (!values.quiet) console.log(summary(result, folder.path));
    const { stopped, stepsDone, settings } = result.report;
    // A signal that comes after the last step, or where there are none, finds the answer complete.
    if (interrupts.exitCode === undefined || !stopped) return 0;
    console.error(
      `Stopped at step ${stepsDone} of ${settings.steps}; wrote what there is to ${folder.path}`,
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

/** One line on what is about to be done. */
function describe(path: string, photo: Picture, values: OptionValues<typeof OPTIONS>): string {
  const { recipeName, method, init, steps, size, seed } = checkOptions(values);
  const how = method === "unet"
    ? "the trained network"
    : `${steps} steps of ${recipeName} at ${size} px, seed ${seed}` +
      (init === "unet" ? ", from the trained network" : "");
  return `${basename(path)}, ${photo.width} x ${photo.height}: ${how}`;
}

/** What a photographer wants to know at the end. */
function summary({ report }: SplitResult, folder: string): string {
  const { stepsDone, timings: { startSeconds, fitSeconds }, reproduction } = report;
  // What is less than half a level of eight bits vanishes when the files are written.
  const exact = reproduction.maxError < 0.5 / 255;
  const sum = exact ? "but for rounding" : `to ${reproduction.psnr.toFixed(1)} dB`;
  const work = report.settings.method === "unet"
    ? "the trained network"
    : `${stepsDone} steps in ${duration(startSeconds + fitSeconds)}`;
  return [
    folder,
    `  ${work}`,
    `  the layers add up to the photo ${sum}`,
    "  comparison.png shows photo, layers and mask side by side",
  ].join("\n");
}
