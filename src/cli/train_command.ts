import { BACKEND_NAMES } from "../runtime/backends.ts";
import { LOSS_NAMES } from "../learn/training/losses.ts";
import { NETWORKS } from "../learn/training/networks.ts";
import { RANGES } from "../learn/training/options.ts";
import { MIXINGS } from "../learn/training/settings.ts";
import type { TrainingProgress } from "../learn/training/options.ts";
import type { OptionValues } from "./args.ts";
import { plainCommand } from "./command.ts";
import { duration } from "./duration.ts";
import { Interrupts } from "./interrupts.ts";
import { range } from "./number_lists.ts";
import { PROGRAM } from "./program.ts";
import { progressDisplay } from "./progress.ts";
import { UserError } from "../errors.ts";

const OPTIONS = {
  data: {
    kind: "text",
    value: "DIR",
    help: "Data set: train/single_exposure, val/single_exposure, val/double_exposure",
  },
  output: { kind: "text", short: "o", value: "DIR", help: "Folder for weights and curves" },
  extra: { kind: "text", value: "DIR,DIR", help: "More folders of photos to train on" },
  resume: { kind: "flag", help: "Go on where the training in that folder was" },
  from: { kind: "text", value: "FILE", help: "Trained weights to begin from" },
  model: {
    kind: "text",
    value: "NAME",
    choices: Object.keys(NETWORKS),
    help: "The network (default: difference)",
  },
  loss: {
    kind: "text",
    value: "NAME",
    choices: LOSS_NAMES,
    help: "What is minimised (log-error for the model difference, else crossroad)",
  },
  size: { kind: "number", value: "PIXELS", range: RANGES.size, help: "Side of the pictures (128)" },
  batch: {
    kind: "number",
    value: "N",
    range: RANGES.batch,
    help: "Mixtures that a worker sees at a step (8)",
  },
  steps: {
    kind: "number",
    value: "N",
    range: RANGES.steps,
    help: "Steps of each worker (20000)",
  },
  epochs: {
    kind: "number",
    value: "N",
    range: RANGES.epochs,
    fraction: true,
    help: "In place of steps: how often each photo is seen, on average",
  },
  alpha: {
    kind: "text",
    value: "N",
    help: "Share of the first layer in a mixture, or a range such as 0.4..0.6 (0.5)",
  },
  mixing: {
    kind: "text",
    value: "NAME",
    choices: MIXINGS,
    help: "How layers are mixed: linear, or as a noisy sum that saturates (linear)",
  },
  rate: {
    kind: "number",
    value: "N",
    range: RANGES.rate,
    fraction: true,
    help: "Learning rate at its highest (6e-4)",
  },
  workers: {
    kind: "number",
    value: "N",
    range: RANGES.workers,
    help: "Copies that are trained side by side and averaged (one a core)",
  },
  threads: {
    kind: "number",
    value: "N",
    range: RANGES.threads,
    help: "Threads of each worker (its share of the cores)",
  },
  evaluate: {
    kind: "number",
    value: "N",
    range: RANGES.evaluate,
    help: "Steps between evaluations (1000)",
  },
  seed: { kind: "number", value: "N", range: RANGES.seed, help: "Seed of everything random (0)" },
  backend: {
    kind: "text",
    value: "NAME",
    choices: BACKEND_NAMES,
    help: "What computes (default: cpu)",
  },
  quiet: { kind: "flag", short: "q", help: "Print nothing but errors" },
} as const;

/** `unblend train`: from a data set to weights. */
export const TRAIN = plainCommand({
  name: "train",
  summary: "Train a network that separates, on mixtures made from photos",
  options: OPTIONS,
  notes: [],
  examples: [
    {
      command: `${PROGRAM} train --data pairs --output run`,
      does: "Trains the network that ships on the photos in pairs/train",
    },
    {
      command: `${PROGRAM} train --data pairs --output run --resume`,
      does: "Goes on after an interruption of any kind",
    },
  ],
  run: runTrain,
});

async function runTrain(values: OptionValues<typeof OPTIONS>): Promise<number> {
  const { data, output, extra, from } = values;
  if (!data) throw new UserError("train needs a data set: write --data DIR", { usage: true });
  if (!output) throw new UserError("train needs a folder: write --output DIR", { usage: true });
  const display = progressDisplay(values.quiet, trainingText);
  const interrupts = new Interrupts(() =>
    display.say("Stopping after this round (press Ctrl-C again to leave at once)")
  );
  try {
    const { train } = await import("../learn/training/train.ts");
    const { loadWeights } = await import("../weights/load_weights.ts");
    const { steps } = await train({
      ...values,
      data,
      output,
      alpha: values.alpha === undefined ? undefined : range("--alpha", values.alpha),
      extra: extra?.split(","),
      from: from === undefined ? undefined : await loadWeights(from),
      signal: interrupts.signal,
      onProgress: display.show,
      onNotice: display.say,
      onEvaluation: ({ step, loss, psnr, copy, apart, seconds }) =>
        display.say(
          `step ${step}: loss ${loss.toFixed(3)}, ${psnr.toFixed(2)} dB on val ` +
            `(${(psnr - copy).toFixed(2)} above the copy), layers ${apart.toFixed(3)} apart, ${
              duration(seconds)
            } so far`,
        ),
    });
    if (!values.quiet) console.log(`${output}: ${steps} steps`);
    return interrupts.exitCode ?? 0;
  } finally {
    interrupts.release();
  }
}

function trainingText(
  { step, steps, loss, stepsPerSecond, secondsLeft }: TrainingProgress,
): string {
  const speed = `${stepsPerSecond.toPrecision(2)} steps/s`;
  return `step ${step} of ${steps}, loss ${loss.toFixed(3)}, ${speed}, ${
    duration(secondsLeft)
  } left`;
}
