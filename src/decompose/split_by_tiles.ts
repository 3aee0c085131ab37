import { layerDifference } from "./layer_difference.ts";
import { setImmediate } from "node:timers";
import { stoppedEarly } from "../errors.ts";
import { clippedCopy } from "../image/clipped_copy.ts";
import { cropPicture } from "../image/pad_picture.ts";
import type { Picture } from "../image/picture.ts";
import { fitWithin, resizePicture } from "../image/resize_picture.ts";
import { toSpace } from "../image/space.ts";
import { openBackend } from "../runtime/open_backend.ts";
import { answerDifference } from "./answer.ts";
import { carryDifference } from "./carry_difference.ts";
import { guessLayers } from "./guess_layers.ts";
import { keptWeights } from "./kept_separator.ts";
import { networkAnswer, noFit } from "./network_answer.ts";
import type { FittedRecipe } from "./recipe.ts";
import type { Pair } from "./separator.ts";
import { type NetworkOptions, type NetworkTask, splitByNetworks } from "./split_by_networks.ts";
import { fitWindows } from "./tiles/fit_windows.ts";
import { guessWindows } from "./tiles/guess_windows.ts";
import { WindowJoin } from "./tiles/join_windows.ts";
import { orderWindows } from "./tiles/order_windows.ts";
import { coverWithWindows } from "./tiles/windows.ts";
import type { Answer, FoundLayers } from "./types.ts";
import { withReconstruction } from "./with_reconstruction.ts";

/**
 * Takes a photo apart window by window, each at the photo's own resolution and as a photo of its own.
 * Which layer of a window is which is decided for all of them at once, after they have been guessed;
 * fits keep it. Then their differences of layers are joined.
 *
 * @param recipe What is fitted; one that goes by a guess.
 * @param task Photo, strokes, settings; `size` is the side of a window.
 * @param options A signal, and functions to be told of progress.
 * @returns Layers and what is to be told of them. Windows that were not fitted, because the signal came
 * before, are as they were guessed. A photo no larger than a window is taken apart as a whole.
 * @throws As `split` does.
 */
export async function splitByTiles(
  recipe: FittedRecipe,
  task: NetworkTask,
  { signal, onProgress, onNotice }: NetworkOptions,
): Promise<Answer> {
  const { photo, values, hint, settings, clock } = task;
  const grid = coverWithWindows(photo, settings.size);
  if (grid.windows.length === 1) {
    return await splitByNetworks(recipe, task, { signal, onProgress, onNotice });
  }
  const weights = settings.init === "unet" ? await keptWeights(settings.weights) : undefined;
  const opened = await openBackend(settings.backend);
  const whole = await guessLayers(photo, { weights, hint, values, engine: opened, onNotice });
  const pause = async () => {
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted) throw stoppedEarly();
  };
  const { engine, most } = whole;
  const guessed = await guessWindows(photo, grid.windows, { weights, hint, engine, values, pause });
  const signs = await orderWindows(
    guessed.map(({ found }) => layerDifference(found.layers)),
    layerDifference(whole.found.layers),
    grid,
  );
  const guesses = guessed.map(({ found: { layers: [a, b], mask }, role }, i) => ({
    found: { layers: signs[i]! < 0 ? [b, a] as const : [a, b] as const, mask },
    role,
  }));
  const part = (i: number) =>
    toSpace(cropPicture(photo, grid.windows[i]!), values.space, values.curves);
  const carried = (i: number, layers: Pair) => carryDifference(layerDifference(layers), part(i));
  const join = new WindowJoin(photo, grid);
  for (const [i, { found }] of guesses.entries()) join.add(i, await carried(i, found.layers));
  const answer = async (full: Picture, longSide = Infinity): Promise<FoundLayers> => {
    const copy = await clippedCopy(photo, fitWithin(photo.width, photo.height, longSide));
    const joined = await resizePicture(full, copy);
    return { photo: copy, ...answerDifference(copy, joined, { most, values }) };
  };
  const fit = settings.method === "unet" ? noFit(engine) : await fitWindows({
    ...{ guesses, part, recipe, settings, engine, clock, signal, onNotice },
    onProgress: async (progress) =>
      await onProgress?.({
        ...progress,
        preview: async (longSide) =>
          withReconstruction(await answer(join.solve(), longSide), values),
      }),
    onFitted: async (i, layers) => {
      join.add(i, await carried(i, guesses[i]!.found.layers), -1);
      join.add(i, await carried(i, layers));
    },
  });
  const pictures = await answer(join.finish());
  return await networkAnswer({
    ...{ photo, pictures, weights, guess: whole, fit },
    tiles: { count: grid.windows.length, side: settings.size },
    working: grid,
  });
}
