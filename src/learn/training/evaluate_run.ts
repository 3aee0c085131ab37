import { openBackend } from "../../runtime/open_backend.ts";
import type { TrainingCheckpoint } from "./checkpoint.ts";
import type { Evaluated } from "./evaluated.ts";
import { mean } from "../../mean.ts";
import type { RunFolder } from "./run_folder.ts";
import { trainedWeights } from "./trained_weights.ts";
import type { TrainingData } from "./training_data.ts";
import { validate } from "./validate.ts";

/**
 * Evaluates the averaged weights of a run, and keeps them if they are the best so far.
 *
 * @param run Where the training stands.
 * @param data Photos, and the pairs to evaluate on.
 * @param folder Where curves, samples and the best weights go.
 * @returns The run with what was found.
 */
export async function evaluateRun(
  run: TrainingCheckpoint,
  { photos, pairs }: TrainingData,
  folder: RunFolder,
): Promise<TrainingCheckpoint> {
  const { settings, step, seconds, state } = run;
  const weights = trainedWeights(settings.network, state, {});
  const { layers, ...scores } = await validate(weights, pairs, await openBackend("cpu"));
  const history = [...run.history, { step, loss: mean(run.losses), ...scores, seconds }];
  await folder.report(history, pairs, layers);
  if (isBest(scores.psnr, run.history)) {
    const notes = {
      step: String(step),
      mixtures: String(step * settings.batch * settings.workers),
      photos: String(photos.length),
      seconds: seconds.toFixed(),
      psnr: scores.psnr.toFixed(3),
      copy: scores.copy.toFixed(3),
      settings: JSON.stringify(settings),
    };
    await folder.keepBest({ ...weights, notes });
  }
  return { ...run, history, losses: [] };
}

/** Whether none before was better; what is no number beats nothing, and is beaten by all. */
function isBest(psnr: number, history: readonly Evaluated[]): boolean {
  return Number.isFinite(psnr) &&
    history.every((past) => !Number.isFinite(past.psnr) || past.psnr <= psnr);
}
