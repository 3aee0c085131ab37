import { clipPicture } from "../image/clip_picture.ts";
import { mixByMask } from "../image/mix_by_mask.ts";
import type { Picture } from "../image/picture.ts";
import { resizePicture } from "../image/resize_picture.ts";
import { carryDifference } from "./carry_difference.ts";
import type { FittedRecipe } from "./recipe.ts";
import type { Pair } from "./separator.ts";
import type { Layers } from "./types.ts";

/** Layers and mask of a working copy, as they were found. */
export interface FittedLayers {
  /** [3,h,w] each. */
  readonly layers: Pair;
  /** [1,h,w]. */
  readonly mask: Picture;
}

/**
 * The most that layers differ by, in standard deviations of the photo, as root mean square: as much as
 * a light and a dark scene do, which are those that come apart best. Half of it loses 0.4 dB over
 * pisc128/val. A flat photo has nothing that layers could differ by.
 */
export const MOST = 4;

/**
 * Carries what was fitted on the working copy to the photo itself.
 *
 * With `difference` only D = layer 1 - layer 2 and the mask m come from the fit. The layers are then
 * photo + (1 - m) D and photo - m D: they keep all of the photo's sharpness, and m and 1 - m of them
 * add up to the photo exactly. D is carried by the photo's own edges; it is no larger than the
 * evidence for it deserves, and kept within what leaves both layers in [0, 1].
 *
 * @param photo The photo at its own size, [3,h,w].
 * @param fitted Layers and mask at the working size.
 * @param answer How the recipe wants its answer made.
 * @param most Root mean square of D at most, in standard deviations of the photo; less than MOST where
 * less is known.
 * @returns Layers, mask and reconstruction at the photo's size.
 */
export async function makeAnswer(
  photo: Picture,
  fitted: FittedLayers,
  answer: FittedRecipe["answer"],
  most = MOST,
): Promise<Layers> {
  const enlarge = (picture: Picture) => resizePicture(picture, photo);
  const mask = clipPicture(await enlarge(fitted.mask));
  const [a, b] = fitted.layers;
  const layers = answer === "layers"
    ? [clipPicture(await enlarge(a)), clipPicture(await enlarge(b))] as const
    : addUp(photo, moderate(await carryDifference(subtract(a, b), photo), mask, photo, most), mask);
  return { layers, mask, reconstruction: mixByMask(layers, mask) };
}

function subtract(a: Picture, b: Picture): Picture {
  return { ...a, data: a.data.map((v, i) => v - at(b, i)) };
}

/**
 * Scales a difference down to the most that is answered for a photo. Unequal shares put more of it
 * into one layer than they take from the other, by 1 + (1 - 2 m)^2 in square: it counts as that much
 * larger.
 */
function moderate(
  difference: Picture,
  mask: Picture,
  { data }: Picture,
  most: number,
): Picture {
  const mean = data.reduce((sum, v) => sum + v, 0) / data.length;
  const spread = data.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  const pixels = mask.data.length;
  const size = difference.data.reduce(
    (sum, v, i) => sum + v ** 2 * (1 + (1 - 2 * at(mask, i % pixels)) ** 2),
    0,
  );
  const scale = Math.min(1, most * Math.sqrt(spread / size) || 0);
  return { ...difference, data: difference.data.map((v) => v * scale) };
}

/** The two layers of a given difference whose mixture is the photo. */
function addUp(photo: Picture, difference: Picture, mask: Picture): readonly [Picture, Picture] {
  const [a, b] = [new Float32Array(photo.data.length), new Float32Array(photo.data.length)];
  const pixels = mask.data.length;
  photo.data.forEach((value, i) => {
    const share = at(mask, i % pixels);
    // How large D may be, either way, before a layer leaves [0, 1].
    const most = Math.min(quotient(1 - value, 1 - share), quotient(value, share));
    const least = -Math.min(quotient(value, 1 - share), quotient(1 - value, share));
    const d = Math.min(most, Math.max(least, at(difference, i)));
    // Rounding may still carry a layer past the ends, by less than a float shows beside 1.
    a[i] = limited(value + (1 - share) * d);
    b[i] = limited(value - share * d);
  });
  return [{ ...photo, data: a }, { ...photo, data: b }];
}

/** a / b; a layer that D does not enter, because b is 0, sets it no limit. */
function quotient(a: number, b: number): number {
  return b > 0 ? a / b : Infinity;
}

function limited(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function at(picture: Picture, index: number): number {
  return picture.data[index] as number;
}
