import type { Picture } from "../image/picture.ts";
import type { Space } from "../image/space.ts";
import type { ToneCurve } from "../image/tone_curve.ts";

/** In what values layers add up, and how they become those of the photo. */
export interface PhotoValues {
  readonly space: Space;
  /** How the photo stores light. */
  readonly curves: readonly ToneCurve[];
  /** Whether the photo is grey, and its layers have to be. */
  readonly grey: boolean;
}

/**
 * Converts layers to the photo's stored values from those that they add up in, in place: they may be too
 * large for copies.
 *
 * @param layers [c,h,w] each, overwritten; those that are the same are converted once.
 * @param values Those values.
 */
export function storeInPlace(
  layers: readonly Picture[],
  { space, curves, grey }: PhotoValues,
): void {
  const channels = layers[0]?.channels ?? 0;
  for (const data of new Set(layers.map((layer) => layer.data))) {
    const pixels = data.length / channels;
    if (grey) takeColour(data, pixels);
    if (space === "srgb") continue;
    for (let c = 0, i = 0; c < channels; c++) {
      const { encode } = curves[c % curves.length] as ToneCurve;
      for (const end = i + pixels; i < end; i++) data[i] = encode(data[i] as number);
    }
  }
}

/** Means over the channels: what adds up to grey in each channel does so on average. */
function takeColour(data: Float32Array, pixels: number): void {
  const channels = data.length / pixels;
  for (let i = 0; i < pixels; i++) {
    let sum = 0;
    for (let at = i; at < data.length; at += pixels) sum += data[at] as number;
    for (let at = i; at < data.length; at += pixels) data[at] = sum / channels;
  }
}
