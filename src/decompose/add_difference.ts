import type { Picture } from "../image/picture.ts";
import { toSpace } from "../image/space.ts";
import type { PhotoValues } from "./answer_as_stored.ts";
import { carryDifference } from "./carry_difference.ts";
import { layerDifference } from "./layer_difference.ts";
import type { Pair } from "./separator.ts";

/**
 * The most that layers differ by, in standard deviations of the photo, as root mean square: as much as
 * a light and a dark scene do, which are those that come apart best. Half of it loses 0.4 dB over
 * pisc128/val. A flat photo has nothing that layers could differ by.
 */
export const MOST = 4;

/** How layers are made of their difference. */
export interface DifferenceSettings {
  /** The share of layer 1, [1,h,w]. */
  readonly mask: Picture;
  /** Root mean square of the difference at most, in standard deviations of the photo. Default MOST. */
  readonly most?: number | undefined;
  /** In which values the layers add up. */
  readonly values: Pick<PhotoValues, "space" | "curves">;
}

/**
 * Makes layers whose mixture is the photo from the difference of those that were found on a copy.
 *
 * @param photo [3,h,w] in [0, 1], as stored.
 * @param found Layers of the copy, [3,h',w'].
 * @param settings Shares, the most that is answered, values.
 * @returns Layers in those values, [3,h,w]: beside them nothing of their size is made.
 */
export async function addDifference(
  photo: Picture,
  found: Pair,
  settings: DifferenceSettings,
): Promise<Pair> {
  const copy = copyIn(photo, settings.values);
  return layersOf(copy, await carryDifference(layerDifference(found), copy), settings);
}

/**
 * Makes layers whose mixture is the photo from their difference at the photo's own size.
 *
 * @param photo [3,h,w] in [0, 1], as stored.
 * @param difference Layer 1 - layer 2, in the values that layers add up in, [3,h,w]; overwritten.
 * @param settings Shares, the most that is answered, values.
 * @returns Layers in those values, [3,h,w].
 */
export function addFullDifference(
  photo: Picture,
  difference: Picture,
  settings: DifferenceSettings,
): Pair {
  return layersOf(copyIn(photo, settings.values), difference, settings);
}

function copyIn(photo: Picture, { space, curves }: DifferenceSettings["values"]): Picture {
  return space === "srgb" ? { ...photo, data: photo.data.slice() } : toSpace(photo, space, curves);
}

/** The layers take the place of the difference and of the copy. */
function layersOf(
  copy: Picture,
  difference: Picture,
  { mask, most = MOST }: DifferenceSettings,
): Pair {
  addUp(copy, difference, mask, moderation(difference, mask, copy, most));
  return [difference, copy];
}

/**
 * The factor that scales a difference down to the most that is answered for a photo. Unequal shares put
 * more of it into one layer than they take from the other, by 1 + (1 - 2 m)^2 in square: it counts as
 * that much larger.
 */
function moderation(
  difference: Picture,
  mask: Picture,
  { data }: Picture,
  most: number,
): number {
  let [sum, spread, size] = [0, 0, 0];
  for (let i = 0; i < data.length; i++) sum += data[i] as number;
  const mean = sum / data.length;
  const pixels = mask.data.length;
  for (let i = 0; i < data.length; i++) {
    spread += ((data[i] as number) - mean) ** 2;
    size += at(difference, i) ** 2 * (1 + (1 - 2 * at(mask, i % pixels)) ** 2);
  }
  return Math.min(1, most * Math.sqrt(spread / size) || 0);
}

/**
 * The two layers of a given difference, times a factor, whose mixture is the photo: the first takes the
 * place of the difference, the second that of the photo.
 */
function addUp(photo: Picture, difference: Picture, mask: Picture, factor: number): void {
  const [first, second] = [difference.data, photo.data];
  const pixels = mask.data.length;
  for (let i = 0; i < second.length; i++) {
    const value = second[i] as number;
    const share = at(mask, i % pixels);
    // How large D may be, either way, before a layer leaves [0, 1].
    const most = Math.min(quotient(1 - value, 1 - share), quotient(value, share));
    const least = -Math.min(quotient(value, 1 - share), quotient(1 - value, share));
    const d = Math.min(most, Math.max(least, factor * (first[i] as number)));
    // Rounding may still carry a layer past the ends, by less than a float shows beside 1.
    first[i] = limited(value + (1 - share) * d);
    second[i] = limited(value - share * d);
  }
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
