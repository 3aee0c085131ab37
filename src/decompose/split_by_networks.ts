import type { Picture } from "../image/picture.ts";
import type { Hint } from "../image/hint.ts";
import { fitWithin, resizePicture } from "../image/resize_picture.ts";
import { toSpace } from "../image/space.ts";
import { openBackend } from "../runtime/open_backend.ts";
import { loadWeights } from "../weights/load_weights.ts";
import { type FittedLayers, makeAnswer } from "./answer.ts";
import { answerAsStored, type PhotoValues } from "./answer_as_stored.ts";
import { fitPhoto, type FittedPhoto } from "./fit_photo.ts";
import { guessLayers } from "./guess_layers.ts";
import { guideLayers } from "./guide_layers.ts";
import { orderByStrokes } from "./hint/order_by_strokes.ts";
import type { Settings } from "./options.ts";
import type { FittedRecipe } from "./recipe.ts";
import type { StepClock } from "./step_clock.ts";
import type { Answer, SplitOptions } from "./types.ts";
import { judgeSplit } from "./verdict/judge_split.ts";

/** What is taken apart, and how. */
export interface NetworkTask {
  /** [3,h,w] in [0, 1], as stored. */
  readonly photo: Picture;
  readonly values: PhotoValues;
  /** Strokes, of the photo's size. */
  readonly hint: Hint | undefined;
  readonly settings: Settings;
  readonly clock: StepClock;
}

/**
 * Takes a photo apart by networks: one that was trained before, those that are fitted to the photo, or
 * the one after the other.
 *
 * @param recipe What is fitted.
 * @param task Photo, strokes, settings.
 * @param options A signal, and functions to be told of progress.
 * @returns Layers and what is to be told of them.
 * @throws As `split` does.
 */
export async function splitByNetworks(
  recipe: FittedRecipe,
  { photo, values, hint, settings, clock }: NetworkTask,
  { signal, onProgress, onNotice }: Pick<SplitOptions, "signal" | "onProgress"> & {
    readonly onNotice: (notice: string) => void;
  },
): Promise<Answer> {
  const { method, init, size } = settings;
  const weights = init === "unet" ? await loadWeights(settings.weights) : undefined;
  const opened = await openBackend(settings.backend);
  const guess = recipe.guided
    ? await guessLayers(photo, { weights, hint, values, engine: opened, onNotice })
    : undefined;
  // Strokes that cannot guide the fit still tell which layer comes first.
  const ordering = guess ? undefined : hint;
  const { engine } = guess ?? { engine: opened };
  const inSpace = toSpace(photo, values.space, values.curves);
  const answer = async (found: FittedLayers) =>
    answerAsStored(
      orderByStrokes(
        await makeAnswer(inSpace, found, recipe.answer, guess?.most),
        ordering,
      ),
      values,
    );
  const working = await resizePicture(inSpace, fitWithin(photo.width, photo.height, size));
  const found: FittedPhoto = guess && method === "unet"
    ? { fitted: guess.found, engine, operators: 0, stepsDone: 0, losses: { steps: [], terms: {} } }
    : await fitPhoto({
      working,
      given: guess ? { [guess.role]: await guideLayers(working, guess.found.layers) } : {},
      recipe,
      settings,
      engine,
      clock,
      signal,
      onProgress: async (progress, read) =>
        await onProgress?.({ ...progress, preview: async () => answer(await read()) }),
      onNotice,
    });
  const { engine: { name, device }, operators, fitted, stepsDone, losses } = found;
  const pictures = await answer(fitted);
  return {
    pictures,
    more: [],
    engine: { name, device, operators },
    weights: weights ? { file: weights.file, sha256: weights.sha256 } : null,
    found: {},
    verdict: await judgeSplit({ ...guess, photo, layers: pictures.layers }),
    working: fitted.mask,
    stepsDone,
    losses,
  };
}
