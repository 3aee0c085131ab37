import type { Picture } from "./picture.ts";
import type { Space } from "./space.ts";
import { SRGB_CURVE, type ToneCurve } from "./tone_curve.ts";

/** In what values pictures are added. */
interface Values {
  /** Those that are stored, or light. */
  readonly space: Space;
  /** How the pictures store light: one curve for all channels, or one for each. */
  readonly curves: readonly ToneCurve[];
}

const STORED: Values = { space: "srgb", curves: [SRGB_CURVE] };

/**
 * Puts two layers together by a mask: mask * layer 1 + (1 - mask) * layer 2.
 *
 * @param layers Two, [c,h,w].
 * @param mask The share of layer 1 at each pixel, [1,h,w] in [0, 1].
 * @param values Which values of the layers add up. Default: those that are stored.
 * @returns The mixture, [c,h,w], stored as the layers are.
 */
export function mixByMask(
  layers: readonly [Picture, Picture],
  mask: Picture,
  values = STORED,
): Picture {
  const data = new Float32Array(layers[0].data.length);
  eachMixed(layers, mask, values, (value, i) => data[i] = value);
  return { ...layers[0], data };
}

/**
 * Tells the values of what {@linkcode mixByMask} makes, one after the other, without making it.
 *
 * @param layers Two, [c,h,w].
 * @param mask [1,h,w].
 * @param values Which values of the layers add up.
 * @param tell Called with each value, as float32 holds it, and its index.
 */
export function eachMixed(
  [{ data: a }, { data: b }]: readonly [Picture, Picture],
  { data: shares }: Picture,
  { space, curves }: Values,
  tell: (value: number, index: number) => void,
): void {
  for (let c = 0, i = 0; i < a.length; c++) {
    const { decode, encode } = curves[c % curves.length] as ToneCurve;
    for (let pixel = 0; pixel < shares.length; pixel++, i++) {
      const share = shares[pixel] as number;
      const [first, second] = [a[i] as number, b[i] as number];
      const value = space === "srgb"
        ? share * first + (1 - share) * second
        : encode(share * decode(first) + (1 - share) * decode(second));
      tell(Math.fround(value), i);
    }
  }
}
