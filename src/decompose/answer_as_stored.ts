import type { Picture } from "../image/picture.ts";
import type { Space } from "../image/space.ts";
import type { ToneCurve } from "../image/tone_curve.ts";
import type { FittedLayers } from "./answer.ts";

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
 * @param answer Layers and mask; the mask, a share, stays as it is.
 * @param values Those values.
 * @returns The same as the photo is stored; the given layers stay as they are.
 */
export function answerAsStored(
  { layers: [a, b], mask }: FittedLayers,
  values: PhotoValues,
): FittedLayers {
  const stored = (picture: Picture) => {
    if (!values.grey && values.space === "srgb") return picture;
    const copy = { ...picture, data: picture.data.slice() };
    storeInPlace(copy, values);
    return copy;
  };
  return { layers: [stored(a), stored(b)], mask };
}

/**
 * Converts a layer to the photo's stored values, in place: it may be too large for a copy.
 *
 * @param layer [c,h,w], overwritten.
 * @param values The values that layers add up in.
 */
export function storeInPlace(layer: Picture, { space, curves, grey }: PhotoValues): void {
  if (grey) takeColour(layer);
  if (space === "srgb") return;
  const { data, channels } = layer;
  const pixels = data.length / channels;
  for (let c = 0, i = 0; c < channels; c++) {
    const { encode } = curves[c % curves.length] as ToneCurve;
    for (const end = i + pixels; i < end; i++) data[i] = encode(data[i] as number);
  }
}

/** Means over the channels: what adds up to grey in each channel does so on average. */
function takeColour({ data, channels, height, width }: Picture): void {
  const pixels = height * width;
  for (let i = 0; i < pixels; i++) {
    let sum = 0;
    for (let at = i; at < data.length; at += pixels) sum += data[at] as number;
    for (let at = i; at < data.length; at += pixels) data[at] = sum / channels;
  }
}
