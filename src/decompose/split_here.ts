import type { Picture } from "../image/picture.ts";
import { readPicture } from "../image/read_picture.ts";
import { fitWithin, resizePicture } from "../image/resize_picture.ts";
import { psnr } from "../metrics/psnr.ts";
import { openBackend } from "../runtime/open_backend.ts";
import { VERSIONS } from "../versions.ts";
import { loadWeights } from "../weights/load_weights.ts";
import { type FittedLayers, makeAnswer, MOST, MOST_TRAINED } from "./answer.ts";
import { firstGuess } from "./first_guess.ts";
import { fitPhoto, type FittedPhoto } from "./fit_photo.ts";
import { guideLayers } from "./guide_layers.ts";
import { checkOptions } from "./options.ts";
import { StepClock } from "./step_clock.ts";
import type { Report, SplitOptions, SplitResult } from "./types.ts";

/**
 * Does the work of {@linkcode split} in the calling thread, which the engine blocks for a step at a
 * time.
 *
 * @param source A path, an encoded picture's bytes, or pixels.
 * @param options As those of `split`.
 * @returns As `split` does.
 * @throws As `split` does.
 */
export async function splitHere(
  source: string | Uint8Array | Picture,
  options: SplitOptions = {},
): Promise<SplitResult> {
  const clock = new StepClock();
  const { recipe, recipeName, weights: file, ...settings } = checkOptions(options);
  const { method, init, size, steps } = settings;
  const weights = init === "unet" ? await loadWeights(file) : undefined;
  const photo = await readPicture(source);
  const working = await resizePicture(photo, fitWithin(photo.width, photo.height, size));
  const notices: string[] = [];
  const onNotice = (notice: string) => {
    notices.push(notice);
    options.onNotice?.(notice);
  };
  const opened = await openBackend(settings.backend);
  const first = weights && await firstGuess(photo, weights, { engine: opened, onNotice });
  const { engine, found: guess } = first ?? { engine: opened, found: undefined };
  const most = guess ? MOST_TRAINED : MOST;
  const answer = (found: FittedLayers) => makeAnswer(photo, found, recipe.answer, most);

  const found: FittedPhoto = guess && method === "unet"
    ? { fitted: guess, engine, operators: 0, stepsDone: 0, losses: { steps: [], terms: {} } }
    : await fitPhoto({
      working,
      guide: guess && await guideLayers(working, guess.layers),
      recipe,
      settings,
      engine,
      clock,
      signal: options.signal,
      onProgress: async (progress, read) =>
        await options.onProgress?.({ ...progress, preview: async () => answer(await read()) }),
      onNotice,
    });
  const layers = await answer(found.fitted);
  const { name, device } = found.engine;
  return {
    ...layers,
    report: {
      settings: { recipe: recipeName, ...settings },
      engine: { name, device, operators: found.operators },
      weights: weights ? { file: weights.file, sha256: weights.sha256 } : null,
      notices,
      photo: sizeOf(photo),
      working: sizeOf(found.fitted.mask),
      versions: VERSIONS,
      timings: clock.timings(),
      stopped: found.stepsDone < steps,
      stepsDone: found.stepsDone,
      losses: found.losses,
      reproduction: reproduction(layers.reconstruction, photo),
    },
  };
}

function sizeOf({ width, height }: Picture): { readonly width: number; readonly height: number } {
  return { width, height };
}

function reproduction(result: Picture, photo: Picture): Report["reproduction"] {
  const maxError = result.data.reduce(
    (most, v, i) => Math.max(most, Math.abs(v - (photo.data[i] as number))),
    0,
  );
  return { psnr: psnr(result, photo), maxError };
}
