import type { Hint } from "../../image/hint.ts";
import { type Area, cropPicture } from "../../image/pad_picture.ts";
import type { Picture } from "../../image/picture.ts";
import type { Engine } from "../../runtime/engine.ts";
import type { LoadedWeights } from "../../weights/load_weights.ts";
import type { FittedLayers } from "../answer.ts";
import type { PhotoValues } from "../answer_as_stored.ts";
import { guessFrom, type Role } from "../guess_layers.ts";
import { keptSeparator } from "../kept_separator.ts";
import { copyForNetwork } from "../network_layers.ts";

/** The layers of a window before anything is fitted to it. */
export interface WindowGuess {
  /** Of a small copy, or of the window itself. */
  readonly found: FittedLayers;
  readonly role: Role;
}

/**
 * Guesses the layers of each window as those of a photo of its own.
 *
 * @param photo [3,h,w] in [0, 1], as stored.
 * @param windows Parts of it, of one size.
 * @param settings A trained network, if there is one to ask; strokes, of the photo's size, if there are
 * any; what computes; in which values layers add up; `pause`, waited for between windows.
 * @returns The guess of each window.
 */
export async function guessWindows(
  photo: Picture,
  windows: readonly Area[],
  { weights, hint, engine, values, pause }: {
    readonly weights: LoadedWeights | undefined;
    readonly hint: Hint | undefined;
    readonly engine: Engine;
    readonly values: Pick<PhotoValues, "space" | "curves">;
    readonly pause: () => Promise<void>;
  },
): Promise<readonly WindowGuess[]> {
  const guesses: WindowGuess[] = [];
  for (const window of windows) {
    await pause();
    const part = cropPicture(photo, window);
    const separator = weights && await keptSeparator(weights, engine);
    const layers = separator && await separator.separate(await copyForNetwork(part, weights));
    const { found, role } = await guessFrom(part, layers, { hint: cropHint(hint, window), values });
    guesses.push({ found, role });
  }
  return guesses;
}

/** The strokes in a window; undefined if there are none. */
function cropHint(hint: Hint | undefined, window: Area): Hint | undefined {
  if (!hint) return undefined;
  const [first, second] = [cropPicture(hint.first, window), cropPicture(hint.second, window)];
  return [first, second].some(({ data }) => data.some((v) => v > 0))
    ? { first, second }
    : undefined;
}
