import { UserError } from "../../errors.ts";
import type { Values } from "../../runtime/engine.ts";
import type { TrainingCheckpoint } from "./checkpoint.ts";
import type { Crew } from "./crew.ts";
import { evaluateRun } from "./evaluate_run.ts";
import type { Evaluated } from "./evaluated.ts";
import { mean } from "../../mean.ts";
import type { TrainOptions } from "./options.ts";
import type { RunFolder } from "./run_folder.ts";
import type { TrainingData } from "./training_data.ts";

/** Seconds between checkpoints. */
const KEEP = 120;

/**
 * Trains round by round, to the end or until the signal; evaluates and keeps what it has.
 *
 * @param run Where the training stands.
 * @param crew What trains.
 * @param data What a network is evaluated on.
 * @param folder Where all of it is kept.
 * @param options Signal and callbacks.
 * @returns Where it stands then.
 * @throws {UserError} If loss or weights are no longer finite; the checkpoint before stays.
 */
export async function trainRounds(
  run: TrainingCheckpoint,
  crew: Crew,
  data: TrainingData,
  folder: RunFolder,
  { signal, onProgress, onEvaluation }: TrainOptions,
): Promise<TrainingCheckpoint> {
  const { round, steps, evaluate } = run.settings;
  const begun = performance.now();
  const before = run;
  let keptAt = begun;
  while (run.step < steps && !signal?.aborted) {
    const count = Math.min(round, evaluate - run.step % evaluate, steps - run.step);
    const losses = await crew.advance(run.step, count);
    const step = run.step + count;
    const elapsed = (performance.now() - begun) / 1000;
    const seconds = before.seconds + elapsed;
    run = { ...run, step, seconds, losses: [...run.losses, ...losses], state: crew.state };
    const loss = mean(losses);
    if (!Number.isFinite(loss)) throw failure(step, `its loss is ${loss}`);
    // The loss is of the weights before the last update, and says nothing of what that made of them.
    if (!areFinite(run.state)) {
      throw failure(step, "its weights or their moments are no longer finite");
    }
    const stepsPerSecond = (step - before.step) / elapsed;
    const secondsLeft = (steps - step) / stepsPerSecond;
    await onProgress?.({ step, steps, loss, seconds, stepsPerSecond, secondsLeft });
    const due = step % evaluate === 0 || step === steps;
    if (due) {
      run = await evaluateRun(run, data, folder);
      onEvaluation?.(run.history.at(-1) as Evaluated);
    }
    if (!due && performance.now() - keptAt < 1000 * KEEP) continue;
    await folder.keep(run);
    keptAt = performance.now();
  }
  await folder.keep(run);
  return run;
}

function failure(step: number, what: string): UserError {
  return new UserError(
    `The training failed at step ${step}: ${what}; begin anew with a lower rate`,
  );
}

function areFinite(state: Values): boolean {
  return Object.values(state).every((values) => values.every((v) => Number.isFinite(v)));
}
