import { inRange, oneOf } from "../../check_option.ts";
import { UserError } from "../../errors.ts";
import { multipleOf } from "../../nn/networks.ts";
import { BACKEND_NAMES } from "../../runtime/backends.ts";
import { VARIED } from "./augment.ts";
import { ADVERSARIAL, LOSS_NAMES } from "./losses.ts";
import { NETWORKS } from "./networks.ts";
import { RANGES, type TrainOptions } from "./options.ts";
import { MIXINGS, type TrainingSettings } from "./settings.ts";

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
  if (kept) return resumed(options, photos, kept);
  const backend = oneOf("backend", options.backend ?? "cpu", BACKEND_NAMES);
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
    photos,
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

/** What a run is begun with, and cannot be changed later. */
const FIXED = ["loss", "size", "batch", "rate", "alpha", "mixing", "seed", "workers"] as const;

/** The settings of a run that goes on: its own, but for the steps. */
function resumed(
  options: TrainOptions,
  photos: number,
  kept: TrainingSettings,
): TrainingSettings {
  if (photos !== kept.photos) {
    throw new UserError(
      `The training in ${options.output} was begun with ${kept.photos} photos, and now there are ` +
        `${photos}: name the same folders as then`,
    );
  }
  for (const name of FIXED) {
    const [asked, own] = [options[name], kept[name]].map((value) => value && `${value}`);
    if (asked === undefined || asked === own) continue;
    throw new UserError(
      `The training in ${options.output} has the ${name} ${own}, and cannot go on with ${asked}: ` +
        `leave out ${name}, or begin anew in another folder`,
      { usage: true },
    );
  }
  return { ...kept, steps: stepsOf(options, photos, kept) ?? kept.steps };
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
