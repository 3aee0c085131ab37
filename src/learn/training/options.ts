import { inRange, oneOf } from "../../check_option.ts";
import { UserError } from "../../errors.ts";
import { multipleOf } from "../../nn/networks.ts";
import { NETWORKS } from "./networks.ts";
import { BACKEND_NAMES } from "../../runtime/backends.ts";
import type { Weights } from "../../weights/weights.ts";
import { VARIED } from "./augment.ts";
import type { Evaluated } from "../../report/learning_curves.ts";
import { ADVERSARIAL, LOSS_NAMES } from "./losses.ts";
import { MIXINGS, type TrainingSettings } from "./settings.ts";

/** Where a training stands. */
export interface TrainingProgress {
  /** Steps done. */
  readonly step: number;
  /** Steps in all. */
  readonly steps: number;
  /** Mean loss of the newest steps. */
  readonly loss: number;
  /** Seconds of training so far, earlier parts of it counted in. */
  readonly seconds: number;
  readonly stepsPerSecond: number;
  readonly secondsLeft: number;
}

/** The options of {@linkcode train}. */
export interface TrainOptions {
  /** Folder of a data set: `train/single_exposure`, `val/single_exposure`, `val/double_exposure`. */
  readonly data: string;
  /** Folder for weights, checkpoint, curves and samples. */
  readonly output: string;
  /** More folders of photos to train on. */
  readonly extra?: readonly string[] | undefined;
  /** Goes on where the run in `output` was; its settings stay but for `steps`. Default false. */
  readonly resume?: boolean | undefined;
  /** Trained weights to begin from. */
  readonly from?: Weights | undefined;
  /** Name of the network: `difference` (default), `encoder-decoder` or `unet`. */
  readonly model?: string | undefined;
  /** What is minimised. Default `log-error`. */
  readonly loss?: string | undefined;
  /** Side of the pictures, in pixels, 32 to 512. Default 128. */
  readonly size?: number | undefined;
  /** Mixtures that a worker sees at a step, 1 to 256. Default 8. */
  readonly batch?: number | undefined;
  /** Steps of each worker. Default 20,000. */
  readonly steps?: number | undefined;
  /** In place of steps: how often each photo is seen, on average; above 0. */
  readonly epochs?: number | undefined;
  /** Learning rate. Default 6e-4. */
  readonly rate?: number | undefined;
  /** Range of the first layer's share. Default 0.5 to 0.5. */
  readonly alpha?: readonly [number, number] | undefined;
  /** How layers are mixed, `linear` (default) or `saturating`. */
  readonly mixing?: string | undefined;
  /** Seed of everything random, 0 to 2^32 - 1. Default 0. */
  readonly seed?: number | undefined;
  /** Copies that are trained side by side and averaged. Default: one a core, or one on a GPU. */
  readonly workers?: number | undefined;
  /** Threads of each worker. Default: its share of the cores. */
  readonly threads?: number | undefined;
  /** What computes. Default `cpu`. */
  readonly backend?: string | undefined;
  /** Steps between evaluations. Default 1000. */
  readonly evaluate?: number | undefined;
  /** Stops the training; it can be resumed. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each round of steps. */
  readonly onProgress?: (progress: TrainingProgress) => void | Promise<void>;
  /** Called after each evaluation. */
  readonly onEvaluation?: (evaluated: Evaluated) => void;
  /** Called with a sentence on what was found. */
  readonly onNotice?: (notice: string) => void;
}

/** What the numeric options may be, both ends included. */
export const RANGES = {
  size: [32, 512],
  batch: [1, 256],
  steps: [1, 100_000_000],
  epochs: [1e-3, 1_000_000],
  rate: [1e-7, 1],
  seed: [0, 2 ** 32 - 1],
  workers: [1, 256],
  threads: [1, 256],
  evaluate: [1, 100_000_000],
} as const;

/** Steps after which the copies are averaged. */
export const ROUND = 20;

/**
 * Checks the options of a training and fills in the defaults.
 *
 * @param options As the caller gave them.
 * @param photos How many there are to train on.
 * @param kept The settings of the run that is resumed.
 * @returns The settings.
 * @throws {UserError} If something does not exist or is out of range.
 */
export function checkTraining(
  options: TrainOptions,
  photos: number,
  kept?: TrainingSettings,
): TrainingSettings {
  const backend = oneOf("backend", options.backend ?? "cpu", BACKEND_NAMES);
  if (kept) return { ...kept, steps: stepsOf(options, photos, kept) ?? kept.steps };
  const loss = oneOf("loss", options.loss ?? LOSS_NAMES[0] ?? "", LOSS_NAMES);
  const cores = navigator.hardwareConcurrency;
  const most = backend === "cpu" && loss !== ADVERSARIAL ? cores : 1;
  const workers = inRange("workers", options.workers ?? most, RANGES.workers);
  if (loss === ADVERSARIAL && workers > 1) {
    throw new UserError(
      `The ${loss} loss takes one worker, not ${workers}: critics cannot be averaged with the ` +
        "outputs that they remember",
      { usage: true },
    );
  }
  const batch = inRange("batch", options.batch ?? 8, RANGES.batch);
  const steps = stepsOf(options, photos, { batch, workers }) ?? 20_000;
  const model = oneOf("model", options.model ?? "difference", Object.keys(NETWORKS));
  const network = options.from?.network ?? NETWORKS[model] as TrainingSettings["network"];
  return {
    network,
    loss,
    size: sizeOf(options, network),
    batch,
    steps,
    rate: inRange("rate", options.rate ?? 6e-4, RANGES.rate, { fraction: true }),
    average: 0.999,
    alpha: alphaOf(options),
    mixing: oneOf("mixing", options.mixing ?? "linear", MIXINGS),
    augmentation: VARIED,
    seed: inRange("seed", options.seed ?? 0, RANGES.seed),
    workers,
    threads: inRange(
      "threads",
      options.threads ?? Math.max(1, Math.floor(cores / workers)),
      RANGES.threads,
    ),
    round: ROUND,
    // At the end of a round, so that evaluating more often trains no other network.
    evaluate: ROUND *
      Math.ceil(inRange("evaluate", options.evaluate ?? 1000, RANGES.evaluate) / ROUND),
  };
}

/** A side that the network can halve as often as it does. */
function sizeOf({ size = 128 }: TrainOptions, network: TrainingSettings["network"]): number {
  const multiple = multipleOf(network);
  if (inRange("size", size, RANGES.size) % multiple === 0) return size;
  throw new UserError(
    `The size must be a multiple of ${multiple} for a network of the kind ${network.kind}, not ${size}`,
    { usage: true },
  );
}

function alphaOf({ alpha = [0.5, 0.5] }: TrainOptions): readonly [number, number] {
  const [least, most] = alpha;
  if (least > 0 && least <= most && most < 1) return alpha;
  throw new UserError(
    `The alpha must be above 0 and below 1, such as 0.5 or 0.4..0.6, not ${
      least === most ? least : `${least}..${most}`
    }`,
    { usage: true },
  );
}

/** Steps as they are asked for; a mixture shows two photos. */
function stepsOf(
  { steps, epochs }: TrainOptions,
  photos: number,
  { batch, workers }: Pick<TrainingSettings, "batch" | "workers">,
): number | undefined {
  if (steps !== undefined && epochs !== undefined) {
    throw new UserError("Give steps or epochs, not both", { usage: true });
  }
  if (steps !== undefined) return inRange("steps", steps, RANGES.steps);
  if (epochs === undefined) return undefined;
  const passes = inRange("epochs", epochs, RANGES.epochs, { fraction: true });
  return Math.ceil(passes * photos / (2 * batch * workers));
}
