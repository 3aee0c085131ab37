import { boxMean } from "../../image/box_mean.ts";
import type { Picture } from "../../image/picture.ts";
import { blur } from "../../metrics/gaussian.ts";
import { quantile } from "../dehaze/darkness.ts";
import { localMinimum } from "../dehaze/local_minimum.ts";
import { CORRECTION_PRIOR } from "./prior.ts";
import { sharpPart } from "./relative_smoothness.ts";

/** Radii of the windows of minima and maxima, as shares of the long side. */
const WINDOWS = [3 / 128, 20 / 128];
/** Standard deviation of the blur, as a share of the long side. */
const BLUR = 16 / 128;

/**
 * What can be seen of the scene without its reflection: since photo = (1 - s) T + s R, what is to be
 * added to the photo is T - photo = s (T - R), about s times a weighted sum of these.
 *
 * The photo's sharp part stands for T's edges; local minima for R, since where T is black they are
 * s R; local maxima likewise from above; the blurred photo and the whole photo's range for what is
 * usual of T and R.
 *
 * @param photo [3,h,w] in [0, 1], about 128 pixels long.
 * @returns Nine pictures [3,h,w]; the last is 1 everywhere.
 */
export function correctionFeatures(photo: Picture): readonly Picture[] {
  const { data, channels, height, width } = photo;
  const side = Math.max(height, width);
  const pixels = height * width;
  const negative = (of: Picture) => ({ ...of, data: of.data.map((v) => -v) });
  const windows = WINDOWS.flatMap((share) => {
    const radius = Math.max(1, Math.round(share * side));
    const maximum = negative(localMinimum(negative(photo), radius));
    return [boxMean(localMinimum(photo, radius), radius), boxMean(maximum, radius)];
  });
  const extremes = [0.001, 0.999].map((share) => {
    const values = Array.from(
      { length: channels },
      (_, c) => quantile(data.subarray(c * pixels, (c + 1) * pixels), share),
    );
    return { ...photo, data: data.map((_, i) => values[Math.floor(i / pixels)] as number) };
  });
  return [
    sharpPart(photo),
    blur(photo, BLUR * side),
    ...windows,
    ...extremes,
    { ...photo, data: new Float32Array(data.length).fill(1) },
  ];
}

/**
 * Guesses what a reflection changed.
 *
 * @param photo [3,h,w] in [0, 1], about 128 pixels long.
 * @param reflected Share of the reflection, 0 to 1.
 * @param prior The weight of each feature.
 * @returns Scene - photo, [3,h,w].
 */
export function findCorrection(
  photo: Picture,
  reflected: number,
  prior: readonly number[] = CORRECTION_PRIOR,
): Picture {
  const data = new Float32Array(photo.data.length);
  correctionFeatures(photo).forEach((feature, k) => {
    const weight = reflected * (prior[k] as number);
    feature.data.forEach((v, i) => data[i]! += weight * v);
  });
  return { ...photo, data };
}
