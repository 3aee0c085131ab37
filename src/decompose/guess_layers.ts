import { clipPicture } from "../image/clip_picture.ts";
import { evenMask } from "../image/even_mask.ts";
import type { Picture } from "../image/picture.ts";
import { type Hint, resizeHint } from "../image/read_hint.ts";
import { fitWithin, resizePicture } from "../image/resize_picture.ts";
import { type Space, toSpace } from "../image/space.ts";
import type { Engine } from "../runtime/engine.ts";
import type { LoadedWeights } from "../weights/load_weights.ts";
import type { FittedLayers } from "./answer.ts";
import { firstGuess } from "./first_guess.ts";
import { hintedLayers } from "./hint/hinted_layers.ts";

/** Long side of the copy that strokes are spread on, without a network that has its own, in pixels. */
const SIDE = 128;

/** What a guess is made from. */
export interface GuessSettings {
  /** A trained network, if there is one to ask. */
  readonly weights: LoadedWeights | undefined;
  /** Strokes, if there are any. */
  readonly hint: Hint | undefined;
  /** In what values the layers add up. */
  readonly space: Space;
  readonly engine: Engine;
  readonly onNotice: (notice: string) => void;
}

/** A guess. */
export interface Guess {
  /** Layers of a small copy, in the values that they add up in; undefined if nothing is known. */
  readonly found: FittedLayers | undefined;
  /** How much the network's answer wavers, 0 to 1; undefined without a network. */
  readonly unsteadiness: number | undefined;
  /** The engine that was asked, or the processor in its place. */
  readonly engine: Engine;
}

/**
 * Guesses the layers of a photo before anything is fitted to it: by a trained network, by the user's
 * strokes, or by the one, put right by the other.
 *
 * @param photo [3,h,w] in [0, 1], sRGB.
 * @param settings Network and strokes.
 * @returns Layers, if there is something to go by, and the engine to go on with.
 * @throws As `firstGuess` does.
 */
export async function guessLayers(
  photo: Picture,
  { weights, hint, space, engine, onNotice }: GuessSettings,
): Promise<Guess> {
  const first = weights && await firstGuess(photo, weights, { engine, onNotice });
  const found = hint ? await putRight(photo, first?.found, hint) : first?.found;
  return {
    found: found && inSpace(found, space),
    unsteadiness: first?.found.unsteadiness,
    engine: first?.engine ?? engine,
  };
}

async function putRight(
  photo: Picture,
  found: FittedLayers | undefined,
  hint: Hint,
): Promise<FittedLayers> {
  const size = found?.mask ?? fitWithin(photo.width, photo.height, SIDE);
  const small = await resizePicture(photo, size);
  const layers = hintedLayers(small, found?.layers, await resizeHint(hint, small));
  return { layers, mask: evenMask(small, 0.5) };
}

/** Network and strokes speak of sRGB: what they found there is converted as pictures are. */
function inSpace({ layers: [a, b], mask }: FittedLayers, space: Space): FittedLayers {
  if (space === "srgb") return { layers: [a, b], mask };
  const converted = (layer: Picture) => toSpace(clipPicture(layer), space);
  return { layers: [converted(a), converted(b)], mask };
}
