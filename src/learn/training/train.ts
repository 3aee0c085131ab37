import { backendBehind } from "../../runtime/open_backend.ts";
import type { Weights } from "../../weights/weights.ts";
import { checkResumed } from "./check_resumed.ts";
import { checkTraining } from "./check_training.ts";
import type { TrainingCheckpoint } from "./checkpoint.ts";
import { Crew } from "./crew.ts";
import type { Evaluated } from "./evaluated.ts";
import type { TrainOptions } from "./options.ts";
import { describePhotos } from "./photo_set.ts";
import { RunFolder } from "./run_folder.ts";
import { continueFrom } from "./trained_weights.ts";
import { loadTrainingData } from "./training_data.ts";
import { trainRounds } from "./train_rounds.ts";

/** What {@linkcode train} leaves behind. */
export interface TrainResult {
  /** What the evaluations found. */
  readonly history: readonly Evaluated[];
  /** The best of the averaged weights, by paired PSNR; undefined before the first evaluation. */
  readonly best: Weights | undefined;
  /** Steps done. */
  readonly steps: number;
}

/**
 * Trains a network that separates, on mixtures that are made anew at each step from photos. The
 * folder gets `best.safetensors`, the averaged weights that did best on `val`; `checkpoint.safetensors`,
 * from which an interrupted training goes on as if it had not been; `curves.svg`; and a sheet of
 * samples for each evaluation.
 *
 * @param options Data, folder, network and how it is trained.
 * @returns How it went.
 * @throws {UserError} If data or options are impossible, or loss or weights are no longer finite.
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
  const { data, extra = [], resume = false } = options;
  const folder = new RunFolder(options.output);
  const kept = await folder.open(resume);
  // A run that goes on does so by the engine that it was begun with.
  const plan = kept
    ? checkResumed(options, kept)
    : checkTraining({ ...options, backend: await backendBehind(options.backend ?? "cpu") });
  const found = await loadTrainingData(data, extra, plan.size);
  const { photos, pairs } = found;
  const settings = plan.settle(describePhotos(photos));
  options.onNotice?.(`${photos.length} photos, ${pairs.length} pairs to evaluate on`);
  const crew = await Crew.begin(settings, photos, kept?.state);
  try {
    if (options.from) continueFrom(options.from, crew.state);
    const run: TrainingCheckpoint = {
      ...kept ?? { step: 0, seconds: 0, history: [], losses: [], state: crew.state },
      settings,
    };
    // An interruption can come at any time.
    if (!kept) await folder.keep(run);
    const { history, step } = await trainRounds(run, crew, found, folder, options);
    return { history, steps: step, best: await folder.best() };
  } finally {
    crew.release();
  }
}
