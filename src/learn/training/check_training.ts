import { checkAlpha, inRange, oneOf } from "../../check_option.ts";
import { UserError } from "../../errors.ts";
import { multipleOf } from "../../nn/networks.ts";
import { BACKEND_NAMES } from "../../runtime/backends.ts";
import { VARIED } from "./augment.ts";
import { chooseNetwork } from "./choose_network.ts";
import { ADVERSARIAL, checkLoss } from "./losses.ts";
import { RANGES, type TrainOptions } from "./options.ts";
import type { PhotoSet } from "./photo_set.ts";
import { MIXINGS, type TrainingSettings } from "./settings.ts";
import { stepsOf } from "./steps_of.ts";

/** Steps after which the copies are averaged. */
export const ROUND = 20;

/** A training that is checked but for its photos: to read thousands of them takes a while. */
export interface TrainingPlan {
  /** Side of the pictures, in pixels: photos are read at a size that suits it. */
  readonly size: number;
  /**
   * @param photos What it is trained on.
   * @returns The settings.
   * @throws {UserError} If they are not for these photos.
   */
  readonly settle: (photos: PhotoSet) => TrainingSettings;
}

/**
 * Checks the options of a new training and fills in the defaults.
 *
 * @param options As the caller gave them.
 * @returns The training, but for its photos.
 * @throws {UserError} If something does not exist or is out of range.
 */
export function checkTraining(options: TrainOptions): TrainingPlan {
  const backend = oneOf("backend", options.backend ?? "cpu", BACKEND_NAMES);
  const network = chooseNetwork(options);
  const loss = checkLoss(options.loss, network);
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
  const steps = stepsOf(options, { batch, workers }) ?? (() => 20_000);
  const size = sizeOf(options, network);
  const settings = {
    network,
    loss,
    size,
    batch,
    rate: inRange("rate", options.rate ?? 6e-4, RANGES.rate, { fraction: true }),
    average: 0.999,
    alpha: checkAlpha(options.alpha ?? [0.5, 0.5]),
    mixing: oneOf("mixing", options.mixing ?? "linear", MIXINGS),
    augmentation: VARIED,
    seed: inRange("seed", options.seed ?? 0, RANGES.seed),
    backend,
    workers,
    threads: inRange(
      "threads",
      options.threads ?? Math.max(1, Math.floor(cores / workers)),
      RANGES.threads,
    ),
    round: ROUND,
    evaluate: wholeRounds(inRange("evaluate", options.evaluate ?? 1000, RANGES.evaluate)),
  };
  return { size, settle: (photos) => ({ ...settings, photos, steps: steps(photos.count) }) };
}

/**
 * Puts evaluations at the end of a round, so that evaluating more often trains no other network.
 *
 * @param evaluate Steps between evaluations, as the caller gave them.
 * @returns Steps, rounded up to whole rounds.
 */
export function wholeRounds(evaluate: number): number {
  return ROUND * Math.ceil(evaluate / ROUND);
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
