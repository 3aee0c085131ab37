import { evenMask } from "../image/even_mask.ts";
import type { Picture } from "../image/picture.ts";
import { fitWithin, resizePicture } from "../image/resize_picture.ts";
import type { Engine } from "../runtime/engine.ts";
import type { LoadedWeights } from "../weights/load_weights.ts";
import type { FittedLayers } from "./answer.ts";
import { dropSeparator, keptSeparator } from "./kept_separator.ts";
import { unsteadiness } from "./verdict/unsteadiness.ts";

/** Long side of the pictures that a network was trained on, in pixels, where its file does not say. */
const SIDE = 128;

/** What a trained network found, and how much that is worth. */
export interface NetworkLayers extends FittedLayers {
  /** How much its answer wavers, 0 to 1. */
  readonly unsteadiness: number;
}

/**
 * Has a trained network separate a photo of any size: a copy as large as what it was trained on, for
 * things of other sizes are new to it.
 *
 * @param photo [3,h,w] in [0, 1].
 * @param weights The network.
 * @param engine What computes.
 * @returns Layers of a small copy, [3,h',w'], not clipped to [0, 1], each half of it; and how steady
 * the network is.
 */
export async function networkLayers(
  photo: Picture,
  weights: LoadedWeights,
  engine: Engine,
): Promise<NetworkLayers> {
  const separator = await keptSeparator(weights, engine);
  try {
    const small = await copyForNetwork(photo, weights);
    const layers = await separator.separate(small);
    return {
      layers,
      mask: evenMask(small, 0.5),
      unsteadiness: await unsteadiness(small, layers, (moved) => separator.separate(moved)),
    };
  } catch (error) {
    await dropSeparator();
    throw error;
  }
}

/**
 * Makes the copy of a photo that a trained network is shown.
 *
 * @param photo [3,h,w] in [0, 1].
 * @param weights The network.
 * @returns [3,h',w'], its long side that of the pictures of the training, or less.
 */
export function copyForNetwork(photo: Picture, weights: LoadedWeights): Promise<Picture> {
  return resizePicture(photo, fitWithin(photo.width, photo.height, trainedSide(weights)));
}

/** Reads the size out of the settings that `train` notes; files of other programs have none. */
function trainedSide({ notes }: LoadedWeights): number {
  try {
    const { size } = JSON.parse(notes.settings ?? "{}");
    return Number.isInteger(size) && size > 0 ? size : SIDE;
  } catch {
    return SIDE;
  }
}
