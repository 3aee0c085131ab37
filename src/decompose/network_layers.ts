import type { Picture } from "../image/picture.ts";
import { fitWithin, resizePicture } from "../image/resize_picture.ts";
import type { Engine } from "../runtime/engine.ts";
import type { LoadedWeights } from "../weights/load_weights.ts";
import type { FittedLayers } from "./answer.ts";
import { Separator } from "./separator.ts";

/** Long side of the pictures that a network was trained on, in pixels, where its file does not say. */
const SIDE = 128;

/**
 * Has a trained network separate a photo of any size: a copy as large as what it was trained on, for
 * things of other sizes are new to it.
 *
 * @param photo [3,h,w] in [0, 1].
 * @param weights The network.
 * @param engine What computes.
 * @returns Layers of a small copy, [3,h',w'], not clipped to [0, 1], each half of it.
 */
export async function networkLayers(
  photo: Picture,
  weights: LoadedWeights,
  engine: Engine,
): Promise<FittedLayers> {
  const separator = new Separator(weights, engine, weights.file);
  try {
    const side = trainedSide(weights);
    const small = await resizePicture(photo, fitWithin(photo.width, photo.height, side));
    const layers = await separator.separate(small);
    const data = new Float32Array(small.height * small.width).fill(0.5);
    return { layers, mask: { ...small, data, channels: 1 } };
  } finally {
    await separator.release();
  }
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
