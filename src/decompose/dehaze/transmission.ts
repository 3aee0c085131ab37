import { boxMean } from "../../image/box_mean.ts";
import type { Picture } from "../../image/picture.ts";
import { minimumOfChannels, quantile } from "./darkness.ts";
import { localMinimum } from "./local_minimum.ts";
import { TRANSMISSION_PRIOR } from "./prior.ts";

/** Radii of the dark channel's windows, as shares of the long side: the smallest is He's own. */
const WINDOWS = [0.03, 0.1, 0.25];
/** Radius of the window of means and deviations. */
const REGION = 0.1;
/** Quantiles of the whole photo's darkness. */
const DARKEST = [0.001, 0.05];
/** The least transmission that is told apart from nothing, in features and in the answer. */
export const THICKEST = 0.1;

/**
 * What can be seen of haze around each pixel, such that log t is about a weighted sum of it.
 *
 * With the photo divided by the airlight, I' = t J' + 1 - t, every feature is log t wherever the scene
 * has what it supposes: a dark pixel in the window (the dark channel of He, Sun and Tang 2009, eq. 12,
 * here of three windows and of the whole photo), a mean of 0, a contrast of 1. None is right by
 * itself; weights fitted to photos of known haze make the best of them.
 *
 * @param photo [3,h,w] in [0, 1], about 128 pixels long.
 * @param airlight Red, green, blue; above 0.
 * @returns [8,h,w]; the last is 1 everywhere.
 */
export function transmissionFeatures(photo: Picture, airlight: readonly number[]): Picture {
  const { height, width } = photo;
  const pixels = height * width;
  const map = (data: Float32Array): Picture => ({ data, channels: 1, height, width });
  const relative = {
    ...photo,
    data: photo.data.map((v, i) => v / (airlight[Math.floor(i / pixels)] as number)),
  };
  const dark = minimumOfChannels(relative);
  const radius = (share: number) => Math.max(1, Math.round(share * Math.max(height, width)));
  const mean = (data: Float32Array, share = REGION) => boxMean(map(data), radius(share)).data;
  const clear = (darkness: number) => Math.log(Math.min(1, Math.max(0.02, 1 - darkness)));

  const windows = WINDOWS.map((share) =>
    mean(localMinimum(dark, radius(share)).data, share).map(clear)
  );
  const whole = DARKEST.map((share) =>
    new Float32Array(pixels).fill(clear(quantile(dark.data, share)))
  );
  const average = mean(dark.data).map((v) =>
    Math.log(Math.min(1, Math.max(0.02, Math.abs(1 - v))))
  );
  const grey = new Float32Array(pixels);
  relative.data.forEach((v, i) => grey[i % pixels]! += v / 3);
  const [level, squares] = [mean(grey), mean(grey.map((v) => v * v))];
  const contrast = squares.map((v, i) =>
    Math.log(Math.max(1e-5, v - (level[i] as number) ** 2)) / 2
  );

  const features = [...windows, ...whole, average, contrast, new Float32Array(pixels).fill(1)];
  const data = new Float32Array(features.length * pixels);
  features.forEach((feature, i) => data.set(feature, i * pixels));
  return { data, channels: features.length, height, width };
}

/**
 * Finds how much of the scene's light comes through the haze at each pixel.
 *
 * @param photo [3,h,w] in [0, 1], about 128 pixels long.
 * @param airlight Red, green, blue; above 0.
 * @param prior The weight of each feature.
 * @returns [1,h,w], smooth, from {@linkcode THICKEST} to 1.
 */
export function findTransmission(
  photo: Picture,
  airlight: readonly number[],
  prior: readonly number[] = TRANSMISSION_PRIOR,
): Picture {
  const { data: features, height, width } = transmissionFeatures(photo, airlight);
  const pixels = height * width;
  const data = new Float32Array(pixels);
  features.forEach((v, i) => data[i % pixels]! += v * (prior[Math.floor(i / pixels)] as number));
  const least = Math.log(THICKEST);
  return {
    data: data.map((log) => Math.exp(Math.min(0, Math.max(least, log)))),
    channels: 1,
    height,
    width,
  };
}
