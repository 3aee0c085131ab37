import type { Picture } from "../../image/picture.ts";
import { minimumOfChannels, quantile } from "../dehaze/darkness.ts";
import { REFLECTION_PRIOR } from "./prior.ts";

/** Shares of reflections that are told apart; a photo that is given has one. */
const LIMITS = [0.05, 0.45] as const;
/** Keeps logarithms of 0 finite. */
const LEAST = 0.003;

/**
 * What can be seen of a reflection's share in the whole photo. A second scene lifts the darkest
 * pixels, lowers the brightest, and weakens all edges.
 *
 * @param photo [3,h,w] in [0, 1], about 128 pixels long.
 * @returns Six numbers; the last is 1.
 */
export function shareFeatures(photo: Picture): readonly number[] {
  const { data, channels, height, width } = photo;
  const pixels = height * width;
  const grey = new Float32Array(pixels);
  data.forEach((v, i) => grey[i % pixels]! += v / channels);
  const steps = grey.map((v, i) => i % width === 0 ? -1 : Math.abs(v - (grey[i - 1] as number)))
    .filter((step) => step >= 0);
  const mean = steps.reduce((sum, v) => sum + v, 0) / steps.length;
  const white = quantile(grey, 0.999);
  const log = (value: number) => Math.log(Math.max(0, value) + LEAST);
  const black = quantile(minimumOfChannels(photo).data, 0.001);
  return [white, mean, log(black), log(white), log(quantile(steps, 0.5)), 1];
}

/**
 * Guesses the share of a reflection. It is no more than a guess: on photos of known share its error
 * is 0.09, where always guessing the mean has one of 0.1.
 *
 * @param photo [3,h,w] in [0, 1], about 128 pixels long.
 * @param prior The weight of each feature.
 * @returns 0.05 to 0.45.
 */
export function findShare(photo: Picture, prior: readonly number[] = REFLECTION_PRIOR): number {
  const sum = shareFeatures(photo).reduce((sum, v, i) => sum + v * (prior[i] as number), 0);
  return Math.min(LIMITS[1], Math.max(LIMITS[0], sum));
}
