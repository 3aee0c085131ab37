import { join } from "node:path";
import { UserError } from "../../errors.ts";
import { openBackend } from "../../runtime/open_backend.ts";
import type { Weights } from "../../weights/weights.ts";
import { type TrainingCheckpoint } from "./checkpoint.ts";
import { Crew } from "./crew.ts";
import type { Evaluated } from "../../report/learning_curves.ts";
import { loadPhotos } from "./photo_store.ts";
import { RunFolder } from "./run_folder.ts";
import { checkTraining, type TrainOptions } from "./options.ts";
import { continueFrom, trainedWeights } from "./trained_weights.ts";
import { validate } from "./validate.ts";
import { listPairs, readPair } from "../evaluation/pairs_folder.ts";

/** What {@linkcode train} leaves behind. */
export interface TrainResult {
  /** What the evaluations found. */
  readonly history: readonly Evaluated[];
  /** The best of the averaged weights, by paired PSNR; undefined before the first evaluation. */
  readonly best?: Weights;
  /** Steps done. */
  readonly steps: number;
}

/** Seconds between checkpoints. */
const KEEP = 120;

/**
 * Trains a network that separates, on mixtures that are made anew at each step from photos.
 *
 * @param options Data, folder, network and how it is trained.
 * @returns How it went.
 * @throws {UserError} If data or options are impossible.
 */
export async function train(options: TrainOptions): Promise<TrainResult> {
  const folder = new RunFolder(options.output);
  const kept = await folder.open(options.resume ?? false);
  const settings = checkTraining(options, kept?.settings);
  const every = options.evaluate ?? 1000;
  const photos = await loadPhotos(
    [join(options.data, "train", "single_exposure"), ...options.extra ?? []],
    Math.round(1.5 * settings.size),
  );
  if (photos.length < 2) {
    throw new UserError(
      `There are ${photos.length} photos to train on in ${options.data}; two are the least`,
    );
  }
  const files = await listPairs(join(options.data, "val"));
  const pairs = await Promise.all(files.map((pair) => readPair(pair)));
  options.onNotice?.(`${photos.length} photos, ${pairs.length} pairs to evaluate on`);
  const engine = await openBackend("cpu");
  const crew = await Crew.begin(settings, photos, options.backend ?? "cpu", kept?.state);
  try {
    if (options.from && !kept) continueFrom(options.from, crew.state);
    let run: Omit<TrainingCheckpoint, "state"> = {
      ...kept ?? { step: 0, seconds: 0, history: [], losses: [] },
      settings,
    };
    const begun = performance.now() - 1000 * run.seconds;
    const speed = { from: run.step, at: performance.now() };
    let keptAt = performance.now();
    const keep = async () => {
      await folder.keep({ ...run, state: crew.state });
      keptAt = performance.now();
    };
    while (run.step < settings.steps && !options.signal?.aborted) {
      const due = every - run.step % every;
      const count = Math.min(settings.round, due, settings.steps - run.step);
      const losses = await crew.advance(run.step, count);
      const step = run.step + count;
      const seconds = (performance.now() - begun) / 1000;
      run = { ...run, step, seconds, losses: [...run.losses, ...losses] };
      const loss = mean(losses);
      if (!Number.isFinite(loss)) {
        throw new UserError(
          `The training failed at step ${step}: its loss is ${loss}; lower --rate, and begin anew`,
        );
      }
      const stepsPerSecond = (step - speed.from) / ((performance.now() - speed.at) / 1000);
      const secondsLeft = (settings.steps - step) / stepsPerSecond;
      await options.onProgress?.({
        step,
        steps: settings.steps,
        losses: { total: loss },
        seconds,
        stepsPerSecond,
        secondsLeft,
      });
      if (step % every === 0 || step === settings.steps) {
        const weights = trainedWeights(settings.network, crew.state, {});
        const { psnr, copy, layers } = await validate(weights, pairs, engine);
        const evaluated = { step, loss: mean(run.losses), psnr, copy, seconds };
        run = { ...run, history: [...run.history, evaluated], losses: [] };
        const best = run.history.every((past) => past.psnr <= psnr);
        await folder.report(run.history, pairs, layers);
        if (best) {
          await folder.keepBest({ ...weights, notes: notesOf(evaluated, settings, photos.length) });
        }
        options.onEvaluation?.(evaluated);
        await keep();
      } else if (performance.now() - keptAt > 1000 * KEEP) await keep();
    }
    await keep();
    return { history: run.history, steps: run.step, best: await folder.best() };
  } finally {
    crew.release();
  }
}

function notesOf(
  { step, psnr, copy }: Evaluated,
  settings: TrainingCheckpoint["settings"],
  photos: number,
): Weights["notes"] {
  return {
    step: String(step),
    mixtures: String(step * settings.batch * settings.workers),
    photos: String(photos),
    psnr: psnr.toFixed(3),
    copy: copy.toFixed(3),
    settings: JSON.stringify(settings),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
