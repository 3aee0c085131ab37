import { UserError } from "../../errors.ts";
import { openBackend } from "../../runtime/open_backend.ts";
import type { Evaluated } from "../../report/learning_curves.ts";
import type { Weights } from "../../weights/weights.ts";
import type { TrainingCheckpoint } from "./checkpoint.ts";
import { Crew } from "./crew.ts";
import { checkTraining } from "./check_training.ts";
import type { TrainOptions } from "./options.ts";
import { RunFolder } from "./run_folder.ts";
import { continueFrom, trainedWeights } from "./trained_weights.ts";
import { loadTrainingData, type TrainingData } from "./training_data.ts";
import { validate } from "./validate.ts";

/** What {@linkcode train} leaves behind. */
export interface TrainResult {
  /** What the evaluations found. */
  readonly history: readonly Evaluated[];
  /** The best of the averaged weights, by paired PSNR; undefined before the first evaluation. */
  readonly best: Weights | undefined;
  /** Steps done. */
  readonly steps: number;
}

/** Seconds between checkpoints. */
const KEEP = 120;

/**
 * Trains a network that separates, on mixtures that are made anew at each step from photos. The
 * folder gets `best.safetensors`, the averaged weights that did best on `val`; `checkpoint.safetensors`,
 * from which an interrupted training goes on as if it had not been; `curves.svg`; and a sheet of
 * samples for each evaluation.
 *
 * @param options Data, folder, network and how it is trained.
 * @returns How it went.
 * @throws {UserError} If data or options are impossible, or the loss is not finite.
 *
 * @example
 * ```ts
 * import { createDataset } from "../dataset/create_dataset.ts";
 * import { train } from "./train.ts";
 *
 * const folder = await Deno.makeTempDir();
 * const data = `${folder}/pairs`;
 * await createDataset({ input: "fixtures", output: data, size: 32, split: [50, 50, 0] });
 * const { history } = await train({ data, output: `${folder}/run`, size: 32, batch: 1, steps: 2 });
 * console.log(history.at(-1)?.psnr);
 * ```
 */
export async function train(options: TrainOptions): Promise<TrainResult> {
  const { data, extra = [], backend = "cpu", resume = false } = options;
  const folder = new RunFolder(options.output);
  const kept = await folder.open(resume);
  const found = await loadTrainingData(data, extra, kept?.settings.size ?? options.size ?? 128);
  const { photos, pairs } = found;
  const settings = checkTraining(options, photos.length, kept?.settings);
  options.onNotice?.(`${photos.length} photos, ${pairs.length} pairs to evaluate on`);
  const crew = await Crew.begin(settings, photos, backend, kept?.state);
  try {
    if (options.from && !kept) continueFrom(options.from, crew.state);
    const run: TrainingCheckpoint = {
      ...kept ?? { step: 0, seconds: 0, history: [], losses: [], state: crew.state },
      settings,
    };
    // An interruption can come at any time.
    if (!kept) await folder.keep(run);
    const { history, step } = await advance(run, crew, found, folder, options);
    return { history, steps: step, best: await folder.best() };
  } finally {
    crew.release();
  }
}

/** Trains round by round, to the end or until the signal. */
async function advance(
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
    if (!Number.isFinite(loss)) {
      throw new UserError(
        `The training failed at step ${step}: its loss is ${loss}; begin anew with a lower rate`,
      );
    }
    const stepsPerSecond = (step - before.step) / elapsed;
    const secondsLeft = (steps - step) / stepsPerSecond;
    await onProgress?.({ step, steps, loss, seconds, stepsPerSecond, secondsLeft });
    const due = step % evaluate === 0 || step === steps;
    if (due) {
      run = await evaluated(run, data, folder);
      onEvaluation?.(run.history.at(-1) as Evaluated);
    }
    if (!due && performance.now() - keptAt < 1000 * KEEP) continue;
    await folder.keep(run);
    keptAt = performance.now();
  }
  await folder.keep(run);
  return run;
}

/** Evaluates the averaged weights, and keeps them if they are the best so far. */
async function evaluated(
  run: TrainingCheckpoint,
  { photos, pairs }: TrainingData,
  folder: RunFolder,
): Promise<TrainingCheckpoint> {
  const { settings, step, seconds, state } = run;
  const weights = trainedWeights(settings.network, state, {});
  const { layers, ...scores } = await validate(weights, pairs, await openBackend("cpu"));
  const history = [...run.history, { step, loss: mean(run.losses), ...scores, seconds }];
  await folder.report(history, pairs, layers);
  if (run.history.every((past) => past.psnr <= scores.psnr)) {
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

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
