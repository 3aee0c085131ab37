import { clippedCopy } from "../image/clipped_copy.ts";
import type { Picture } from "../image/picture.ts";
import { type Hint, resizeHint } from "../image/hint.ts";
import { fitWithin, resizePicture } from "../image/resize_picture.ts";
import { toSpace } from "../image/space.ts";
import { openBackend } from "../runtime/open_backend.ts";
import { type FittedLayers, makeAnswer } from "./answer.ts";
import type { PhotoValues } from "./answer_as_stored.ts";
import { CheckpointFile } from "./checkpoint/checkpoint_file.ts";
import { originOf } from "./checkpoint/fit_origin.ts";
import { fitPhoto, type FittedPhoto } from "./fit_photo.ts";
import { guessLayers } from "./guess_layers.ts";
import { guideLayers } from "./guide_layers.ts";
import { keptWeights } from "./kept_separator.ts";
import { orderByStrokes } from "./hint/order_by_strokes.ts";
import { networkAnswer, noFit } from "./network_answer.ts";
import type { Settings } from "./options.ts";
import type { FittedRecipe } from "./recipe.ts";
import type { StepClock } from "./step_clock.ts";
import type { Answer, FoundLayers, SplitOptions } from "./types.ts";
import { withReconstruction } from "./with_reconstruction.ts";

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

/** Who is told of a split by networks, and what stops it. */
export interface NetworkOptions extends Pick<SplitOptions, "signal" | "onProgress"> {
  readonly onNotice: (notice: string) => void;
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
  { signal, onProgress, onNotice }: NetworkOptions,
): Promise<Answer> {
  const { method, init, size, checkpoint } = settings;
  const weights = init === "unet" ? await keptWeights(settings.weights) : undefined;
  const sizeOf = (longSide: number) => fitWithin(photo.width, photo.height, longSide);
  const working = await resizePicture(toSpace(photo, values.space, values.curves), sizeOf(size));
  const file = checkpoint && new CheckpointFile(
    checkpoint,
    originOf({ settings, working, hint, weights }),
    onNotice,
  );
  const from = await file?.read();
  const opened = await openBackend(settings.backend);
  const guess = recipe.guided
    ? await guessLayers(photo, { weights, hint, values, engine: opened, onNotice })
    : undefined;
  const { engine } = guess ?? { engine: opened };
  // Strokes that cannot guide the fit still tell which layer comes first.
  const ordering = guess || !hint ? undefined : await resizeHint(hint, working);
  const answer = async (found: FittedLayers, longSide = Infinity): Promise<FoundLayers> => {
    const copy = await clippedCopy(photo, sizeOf(longSide));
    const ordered = orderByStrokes(found, ordering);
    const settings = { answer: recipe.answer, most: guess?.most, values };
    return { photo: copy, ...await makeAnswer(copy, ordered, settings) };
  };
  const found: FittedPhoto = guess && method === "unet"
    ? { fitted: guess.found, ...noFit(engine) }
    : await fitPhoto({
      working,
      given: guess ? { [guess.role]: await guideLayers(working, guess.found.layers) } : {},
      recipe,
      settings,
      engine,
      clock,
      file,
      from,
      signal,
      onProgress: async (progress, read) =>
        await onProgress?.({
          ...progress,
          preview: async (longSide) =>
            withReconstruction(await answer(await read(), longSide), values),
        }),
      onNotice,
    });
  const { fitted, ...fit } = found;
  const pictures = await answer(fitted);
  return await networkAnswer({
    ...{ photo, pictures, weights, guess, fit },
    tiles: null,
    working: fitted.mask,
  });
}
