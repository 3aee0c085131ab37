import { isAbort, UserError } from "../errors.ts";
import { SPACES } from "../image/space.ts";
import type { DatasetManifest } from "../learn/dataset/create_dataset.ts";
import { type DatasetProgress, FORMATS, PARTS, RANGES } from "../learn/dataset/options.ts";
import type { OptionValues } from "./args.ts";
import { command } from "./command.ts";
import { duration } from "./duration.ts";
import { Interrupts } from "./interrupts.ts";
import { numbers, range } from "./number_lists.ts";
import { PROGRAM } from "./program.ts";
import { progressDisplay } from "./progress.ts";

const OPTIONS = {
  input: { kind: "text", short: "i", value: "PHOTOS", help: "Folder of photos" },
  output: { kind: "text", short: "o", value: "DIR", help: "Folder for the data set; a new one" },
  images: {
    kind: "number",
    value: "N",
    range: RANGES.images,
    help: "Photos at most, chosen at random (default: all)",
  },
  size: {
    kind: "number",
    value: "PIXELS",
    range: RANGES.size,
    help: "Side of the pictures (default: 128)",
  },
  crops: {
    kind: "number",
    value: "N",
    range: RANGES.crops,
    help: "Random crops of each photo (default: 1)",
  },
  mixtures: {
    kind: "number",
    value: "N",
    range: RANGES.mixtures,
    help: "Mixtures that each crop is part of (default: 1)",
  },
  split: {
    kind: "text",
    value: "N,N,N",
    help: "Percent of the photos for train, val and test (default: 70,15,15)",
  },
  alpha: {
    kind: "text",
    value: "N",
    help: "Share of the first layer, or a range such as 0.4..0.6 (default: 0.5)",
  },
  space: {
    kind: "text",
    value: "NAME",
    choices: SPACES,
    help: "How layers are added: as stored (srgb), or as light (linear) (default: srgb)",
  },
  format: { kind: "text", value: "NAME", choices: FORMATS, help: "What is written (default: jpg)" },
  seed: {
    kind: "number",
    value: "N",
    range: RANGES.seed,
    help: "Seed of everything random (default: 0)",
  },
  quiet: { kind: "flag", short: "q", help: "Print nothing but errors" },
} as const;

const CREATE = "create";

/** `unblend dataset create`: from photos to pairs. */
export const DATASET = command({
  name: "dataset",
  summary: "Make a data set of photos and their mixtures, to train and to measure on",
  operand: { name: CREATE, help: "What is done; there is nothing else yet" },
  options: OPTIONS,
  notes: [],
  examples: [
    {
      command: `${PROGRAM} dataset create --input photos --output pairs`,
      does: "Writes pairs/train, pairs/val and pairs/test, each with single_exposure and " +
        "double_exposure",
    },
    {
      command: `${PROGRAM} dataset create --input photos --output pairs --alpha 0.4..0.6 --crops 3`,
      does: "Three crops of each photo, mixed in unequal shares",
    },
  ],
  run: runDataset,
});

async function runDataset(
  [operand]: readonly [string, ...string[]],
  values: OptionValues<typeof OPTIONS>,
): Promise<number> {
  if (operand !== CREATE) throw wrong(`There is no dataset ${operand}: write dataset ${CREATE}`);
  const { input, output, split, alpha, quiet } = values;
  if (!input) throw wrong("dataset create needs photos: write --input PHOTOS");
  if (!output) throw wrong("dataset create needs a folder: write --output DIR");
  const display = progressDisplay(quiet, progressText);
  const interrupts = new Interrupts(() => display.say("Stopping"));
  try {
    const { createDataset } = await import("../learn/dataset/create_dataset.ts");
    const manifest = await createDataset({
      ...values,
      input,
      output,
      split: split === undefined ? undefined : numbers("--split", split, ","),
      alpha: alpha === undefined ? undefined : range("--alpha", alpha),
      signal: interrupts.signal,
      onProgress: display.show,
    });
    if (!quiet) console.log(summary(output, manifest));
    return 0;
  } catch (error) {
    if (interrupts.exitCode === undefined || !isAbort(error)) throw error;
    console.error("Stopped; wrote nothing");
    return interrupts.exitCode;
  } finally {
    interrupts.release();
  }
}

function progressText({ step, steps, secondsLeft }: DatasetProgress): string {
  return `${step} of ${steps} photos and mixtures, ${duration(secondsLeft)} left`;
}

function summary(output: string, { photos, pairs, skipped }: DatasetManifest): string {
  const parts = PARTS.map((part) => {
    const count = Object.values(photos).filter((photo) => photo.part === part).length;
    return `  ${part}: ${count} photos, ${
      pairs.filter((pair) => pair.part === part).length
    } mixtures`;
  });
  const left = skipped.length > 0
    ? [`  left out: ${skipped.length} files; manifest.json says why`]
    : [];
  return [output, ...parts, ...left].join("\n");
}

function wrong(message: string): UserError {
  return new UserError(message, { usage: true });
}
