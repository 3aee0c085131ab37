import type { Picture } from "../../image/picture.ts";
import { quantile } from "./darkness.ts";
import { localMinimum } from "./local_minimum.ts";
import { AIRLIGHT_PRIOR } from "./prior.ts";

/** Radius of the windows of a channel's minima, as a share of the long side. */
const WINDOW = 0.08;
/** Airlight of real photos is no darker; a photo of none looks as if it had such. */
const DARKEST = 0.5;

/**
 * What can be seen of the airlight in each channel, such that it is about a weighted sum.
 *
 * The brightest pixels are near it where the haze is thick. Where a channel has something black in
 * every window, its minima are (1 - t) times the airlight: the mean of them has its hue.
 *
 * @param photo [3,h,w] in [0, 1], about 128 pixels long.
 * @returns For red, green and blue six numbers each; the last is 1.
 */
export function airlightFeatures(photo: Picture): readonly (readonly number[])[] {
  const { data, channels, height, width } = photo;
  const pixels = height * width;
  const radius = Math.max(1, Math.round(WINDOW * Math.max(height, width)));
  const minima = localMinimum(photo, radius).data;
  const each = <T>(of: (channel: number) => T) => Array.from({ length: channels }, (_, c) => of(c));
  const plane = (values: Float32Array, c: number) => values.subarray(c * pixels, (c + 1) * pixels);
  const at = (share: number) => each((c) => quantile(plane(data, c), share));
  const [black, middle, white] = [at(0.001), at(0.5), at(0.999)] as const;
  return each((c) => [
    mean(plane(minima, c)),
    middle[c] as number,
    white[c] as number,
    mean(black),
    mean(white),
    1,
  ]);
}

/**
 * Finds the colour of the haze.
 *
 * @param photo [3,h,w] in [0, 1], about 128 pixels long.
 * @param prior The weight of each feature.
 * @returns Red, green, blue, 0.5 to 1.
 */
export function findAirlight(
  photo: Picture,
  prior: readonly number[] = AIRLIGHT_PRIOR,
): readonly [number, number, number] {
  const [red = 1, green = 1, blue = 1] = airlightFeatures(photo).map((features) => {
    const sum = features.reduce((sum, v, i) => sum + v * (prior[i] as number), 0);
    return Math.min(1, Math.max(DARKEST, sum));
  });
  return [red, green, blue];
}

function mean(values: Iterable<number>): number {
  const list = Array.from(values);
  return list.reduce((sum, v) => sum + v, 0) / list.length;
}
