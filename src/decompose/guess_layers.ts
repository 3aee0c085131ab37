import { clipPicture } from "../image/clip_picture.ts";
import { evenMask } from "../image/even_mask.ts";
import type { Picture } from "../image/picture.ts";
import { type Hint, resizeHint } from "../image/hint.ts";
import { fitWithin, resizePicture } from "../image/resize_picture.ts";
import { toSpace } from "../image/space.ts";
import { deviation } from "../metrics/deviation.ts";
import type { Engine } from "../runtime/engine.ts";
import type { LoadedWeights } from "../weights/load_weights.ts";
import { MOST } from "./add_difference.ts";
import type { FittedLayers } from "./answer.ts";
import type { PhotoValues } from "./answer_as_stored.ts";
import { firstGuess } from "./first_guess.ts";
import { hintedLayers } from "./hint/hinted_layers.ts";
import { likelyDifference } from "./likely/likely_difference.ts";
import type { Pair } from "./separator.ts";

/** Long side of the copy that strokes are spread on, without a network that has its own, in pixels. */
const SIDE = 128;

/** What a guess is made from. */
export interface GuessSettings {
  /** A trained network, if there is one to ask. */
  readonly weights: LoadedWeights | undefined;
  /** Strokes, if there are any. */
  readonly hint: Hint | undefined;
  /** In what values the layers add up. */
  readonly values: Pick<PhotoValues, "space" | "curves">;
  readonly engine: Engine;
  readonly onNotice: (notice: string) => void;
}

/** How much a guess is worth: told by network or strokes (`guide`), or so of most photos (`likely`). */
export type Role = "guide" | "likely";

/** A guess. */
export interface Guess {
  /** Layers of a small copy, in the values that they add up in. */
  readonly found: FittedLayers;
  readonly role: Role;
  /** What the layers may differ by at most, in standard deviations of the photo, for what is known. */
  readonly most: number;
  /** How much the network's answer wavers, 0 to 1; undefined without a network. */
  readonly unsteadiness: number | undefined;
  /** How much of all that layers may differ by is told, 0 to 1; of what is likely alone. */
  readonly share: number | undefined;
  /** The engine that was asked, or the processor in its place. */
  readonly engine: Engine;
}

/**
 * Guesses the layers of a photo before anything is fitted to it: by a trained network, by the user's
 * strokes, or by the one, put right by the other; without either, by what is so of most photos.
 *
 * @param photo [3,h,w] in [0, 1], as stored.
 * @param settings Network and strokes.
 * @returns Layers, and the engine to go on with.
 * @throws As `firstGuess` does.
 */
export async function guessLayers(
  photo: Picture,
  { weights, hint, values, engine, onNotice }: GuessSettings,
): Promise<Guess> {
  const first = weights && await firstGuess(photo, weights, { engine, onNotice });
  return {
    ...await guessFrom(photo, first?.found.layers, { hint, values }),
    unsteadiness: first?.found.unsteadiness,
    engine: first?.engine ?? engine,
  };
}

/**
 * Guesses layers once a trained network has been asked.
 *
 * @param photo [3,h,w] in [0, 1], as stored.
 * @param layers What it found on a small copy, [3,h',w']; undefined if there is none.
 * @param settings Strokes, and in which values the layers add up.
 * @returns The guess, but for what only the network knows.
 */
export async function guessFrom(
  photo: Picture,
  layers: Pair | undefined,
  { hint, values }: Pick<GuessSettings, "hint" | "values">,
): Promise<Pick<Guess, "found" | "role" | "most" | "share">> {
  const told = hint ? await putRight(photo, layers, hint) : layers;
  if (told) {
    const found = inSpace({ layers: told, mask: evenMask(told[0], 0.5) }, values);
    return { found, role: "guide", most: MOST, share: undefined };
  }
  const { share, ...likely } = await likelyLayers(photo);
  const found = inSpace(likely, values);
  return { found, role: "likely", most: contrastOf(found), share };
}

async function putRight(photo: Picture, found: Pair | undefined, hint: Hint): Promise<Pair> {
  const size = found?.[0] ?? fitWithin(photo.width, photo.height, SIDE);
  const small = await resizePicture(photo, size);
  return hintedLayers(small, found, await resizeHint(hint, small));
}

async function likelyLayers(photo: Picture): Promise<FittedLayers & { readonly share: number }> {
  const small = await resizePicture(photo, fitWithin(photo.width, photo.height, SIDE));
  const { difference, share } = await likelyDifference(small);
  const layer = (side: number) => ({
    ...small,
    data: small.data.map((v, i) => v + side / 2 * (difference.data[i] as number)),
  });
  return { layers: [layer(1), layer(-1)], mask: evenMask(small, 0.5), share };
}

/** What layers differ by, in standard deviations of their mean. */
function contrastOf({ layers: [a, b] }: FittedLayers): number {
  const at = (i: number) => b.data[i] as number;
  const apart = Math.sqrt(a.data.reduce((sum, v, i) => sum + (v - at(i)) ** 2, 0) / a.data.length);
  const mean = { ...a, data: a.data.map((v, i) => (v + at(i)) / 2) };
  return apart / deviation(mean) || 0;
}

/** All of these speak of stored values: what they found there is converted as pictures are. */
function inSpace(
  { layers: [a, b], mask }: FittedLayers,
  { space, curves }: GuessSettings["values"],
): FittedLayers {
  if (space === "srgb") return { layers: [a, b], mask };
  const converted = (layer: Picture) => toSpace(clipPicture(layer), space, curves);
  return { layers: [converted(a), converted(b)], mask };
}
