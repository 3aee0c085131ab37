import type { Picture } from "../image/picture.ts";
import { fromSpace, type Space } from "../image/space.ts";
import type { ToneCurve } from "../image/tone_curve.ts";
import type { Layers } from "./types.ts";

/** In what values layers add up, and how they become those of the photo. */
export interface PhotoValues {
  readonly space: Space;
  /** How the photo stores light. */
  readonly curves: readonly ToneCurve[];
  /** Whether the photo is grey, and its layers have to be. */
  readonly grey: boolean;
}

/**
 * Converts an answer to the photo's stored values from those that its layers add up in.
 *
 * @param answer Layers and their mixture; the mask, a share, stays as it is.
 * @param values Those values.
 * @returns The same as the photo is stored.
 */
export function answerAsStored(
  { layers: [a, b], mask, reconstruction }: Layers,
  { space, curves, grey }: PhotoValues,
): Layers {
  const stored = (picture: Picture) =>
    fromSpace(grey ? withoutColour(picture) : picture, space, curves);
  return { layers: [stored(a), stored(b)], mask, reconstruction: stored(reconstruction) };
}

/** Means over the channels: what adds up to grey in each channel does so on average. */
function withoutColour(picture: Picture): Picture {
  const pixels = picture.height * picture.width;
  const data = new Float32Array(picture.data.length);
  for (let i = 0; i < pixels; i++) {
    let sum = 0;
    for (let at = i; at < data.length; at += pixels) sum += picture.data[at] as number;
    for (let at = i; at < data.length; at += pixels) data[at] = sum / picture.channels;
  }
  return { ...picture, data };
}
