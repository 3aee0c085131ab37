import { isAbort } from "../../errors.ts";
import type { Picture } from "../../image/picture.ts";
import type { Engine } from "../../runtime/engine.ts";
import { fitPhoto, type FittedPhoto } from "../fit_photo.ts";
import { guideLayers } from "../guide_layers.ts";
import { LossHistory } from "../loss_history.ts";
import type { FittedRecipe } from "../recipe.ts";
import type { Pair } from "../separator.ts";
import type { StepClock } from "../step_clock.ts";
import type { Progress, SplitOptions } from "../types.ts";
import type { WindowGuess } from "./guess_windows.ts";

/** What is fitted, window by window. */
export interface WindowFits {
  /** Where each fit begins. */
  readonly guesses: readonly WindowGuess[];
  /** Cuts a window out of the photo, [3,h,w], in the values that layers add up in. */
  readonly part: (index: number) => Picture;
  readonly recipe: FittedRecipe;
  /** Steps for each window, and the seed of each. */
  readonly settings: { readonly steps: number; readonly seed: number };
  readonly engine: Engine;
  readonly clock: StepClock;
  readonly signal: SplitOptions["signal"];
  /** Told of each step, counted over all windows. */
  readonly onProgress: (progress: Omit<Progress, "preview">) => Promise<void>;
  /** Called with the layers of each window whose fit came to its end. */
  readonly onFitted: (index: number, layers: Pair) => Promise<void>;
  readonly onNotice: (notice: string) => void;
}

/**
 * Fits a recipe's networks to each window of a photo, from its own guess, one after the other.
 *
 * @param task Guesses, settings, engine.
 * @returns What the report says of all fits together.
 * @throws As `fitPhoto` does; if the signal stops it after the first step of the first window, it ends.
 */
export async function fitWindows(
  { guesses, part, settings, clock, signal, onProgress, onFitted, ...task }: WindowFits,
): Promise<Omit<FittedPhoto, "fitted">> {
  const { steps } = settings;
  const all = guesses.length * steps;
  const history = new LossHistory();
  let done = { engine: task.engine, operators: 0, stepsDone: 0 };
  for (const [i, { found: { layers }, role }] of guesses.entries()) {
    if (signal?.aborted && done.stepsDone > 0) break;
    const working = part(i);
    try {
      const { fitted, stepsDone, engine, operators } = await fitPhoto({
        ...task,
        working,
        settings,
        clock,
        signal,
        engine: done.engine,
        file: undefined,
        from: undefined,
        given: { [role]: await guideLayers(working, layers) },
        onProgress: async ({ losses, ...progress }) => {
          const step = i * steps + progress.step;
          history.add(step, losses);
          await onProgress({ step, steps: all, losses, ...clock.speed(all - step) });
        },
      });
      done = { engine, operators, stepsDone: done.stepsDone + stepsDone };
      if (stepsDone === steps) await onFitted(i, fitted.layers);
    } catch (error) {
      if (!isAbort(error) || done.stepsDone === 0) throw error;
    }
  }
  return { ...done, losses: history.record() };
}
