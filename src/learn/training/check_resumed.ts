import { UserError } from "../../errors.ts";
import type { TrainingCheckpoint } from "./checkpoint.ts";
import { type TrainingPlan, wholeRounds } from "./check_training.ts";
import { isModel } from "./choose_network.ts";
import type { TrainOptions } from "./options.ts";
import type { PhotoSet } from "./photo_set.ts";
import { stepsOf } from "./steps_of.ts";

/** What a run is begun with, and cannot be changed later. */
const FIXED = [
  "loss",
  "size",
  "batch",
  "rate",
  "alpha",
  "mixing",
  "seed",
  "backend",
  "workers",
  "threads",
  "evaluate",
] as const;

/**
 * Checks the options of a training that goes on. It keeps its settings, but for the steps: an option
 * that says otherwise is refused, rather than passed over in silence.
 *
 * @param options As the caller gave them.
 * @param kept What the run left.
 * @returns The training, but for its photos.
 * @throws {UserError} If it is to go on in another way, or on other photos, than it was begun.
 */
export function checkResumed(
  options: TrainOptions,
  { settings: kept, step }: Pick<TrainingCheckpoint, "settings" | "step">,
): TrainingPlan {
  const run = `The training in ${options.output}`;
  const anew = "or begin anew in another folder";
  if (options.from) {
    throw new UserError(
      `${run} goes on from its own weights, not from others: leave out from, ${anew}`,
      { usage: true },
    );
  }
  if (options.model !== undefined && !isModel(options.model, kept.network)) {
    throw new UserError(
      `${run} is of another network (of the kind ${kept.network.kind}) than the model ` +
        `${options.model}: leave out model, ${anew}`,
      { usage: true },
    );
  }
  const asked = askedFor(options);
  for (const name of FIXED) {
    if (asked[name] === undefined || `${asked[name]}` === `${kept[name]}`) continue;
    throw new UserError(
      `${run} was begun with ${name} ${kept[name]}, and cannot go on with ${asked[name]}: leave ` +
        `out ${name}, ${anew}`,
      { usage: true },
    );
  }
  const steps = stepsOf(options, kept)?.(kept.photos.count) ?? kept.steps;
  // To end where it stands already would do nothing, but for forgetting when it was to end.
  if (steps <= step && steps !== kept.steps) {
    throw new UserError(
      `${run} has done ${step} steps already, and is to end after ${steps}: ask for more steps than ` +
        "it has done",
      { usage: true },
    );
  }
  const settle = ({ count, digest }: PhotoSet) => {
    if (digest === kept.photos.digest) return { ...kept, steps };
    throw new UserError(
      `${run} was begun with ${kept.photos.count} photos, and these ${count} are not the same in the ` +
        "same order: name the same folders as then, in the same order",
    );
  };
  return { size: kept.size, settle };
}

/** The options, as settings would have them. */
function askedFor({ backend, evaluate, ...others }: TrainOptions): TrainOptions {
  return {
    ...others,
    // Which engine is best here is a question for the beginning: all of a run is by the same.
    backend: backend === "auto" ? undefined : backend,
    evaluate: evaluate === undefined ? undefined : wholeRounds(evaluate),
  };
}
