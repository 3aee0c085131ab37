import { UserError } from "../../errors.ts";
import type { Picture } from "../../image/picture.ts";
import { gradientPyramid, SCALES } from "./gradient_pyramid.ts";
import type { MixingLine } from "./mixing_line.ts";
import type { Ends } from "./separation_cost.ts";

/** Standard deviation of a channel below which nothing is on it. */
const BLANK = 1.5 / 255;
/** What sets photos apart has to be so many times as large as noise. */
const CLEAR = 2;
/** Off the line there is noise, and movement; with more than this share of the spread it is no line. */
const MOST_OFF_LINE = 0.1;
/** Spread of photos that are the same, but for errors of computing. */
const NOTHING = 1e-6;
/** Root mean square off the line that noise alone may have. */
const NOISY = 4.5 / 255;
/** Gradients of two photos correlate less than this: 0.19 in the worst of 34 pairs. */
const CORRELATED = 0.3;

/**
 * Checks that photos can be mixtures of the same two layers, by themselves.
 *
 * @param photos [c,h,w] each.
 * @throws {UserError} If they are fewer than two, of different sizes, or one is blank.
 */
export function checkPhotos(photos: readonly Picture[]): void {
  const [first] = photos;
  if (!first || photos.length < 2) {
    throw new UserError(
      `Cannot find proportions in ${photos.length} photo${photos.length ? "" : "s"}: ` +
        "give two or more of the same two layers",
      { usage: true },
    );
  }
  photos.forEach((photo, i) => {
    if (photo.width !== first.width || photo.height !== first.height) {
      throw new UserError(
        `The photos are of different sizes, ${first.width}x${first.height} and ` +
          `${photo.width}x${photo.height}: crop or scale them so that they cover each other`,
      );
    }
    if (photo.channels !== first.channels) {
      throw new RangeError(`The photos have ${first.channels} and ${photo.channels} channels`);
    }
    if (isBlank(photo)) {
      throw new UserError(`Photo ${i + 1} of ${photos.length} is blank: leave it out`);
    }
  });
}

/**
 * Checks that photos lie on a line, and not all at one point of it.
 *
 * @param line The line through them; two are always on one.
 * @throws {UserError} If they do not.
 */
export function checkLine({ residual, spread }: MixingLine): void {
  if (spread < NOTHING) throw alike();
  if (residual <= NOISY || residual <= MOST_OFF_LINE * spread) return;
  throw new UserError(
    `The photos are no mixtures of the same two layers: ${(residual * 255).toFixed(0)} of 255 ` +
      "levels are left over; lay them on each other exactly, or leave out what does not belong",
  );
}

/**
 * Checks that more than noise and brightness sets two photos apart: on the coarsest scale, where noise
 * is least, the gradients of one are not a multiple of the other's.
 *
 * @param ends Two photos and their noise.
 * @throws {UserError} If they are.
 */
export function checkDifference({ photos: [a, b], noise }: Ends): void {
  const [one, other] = [a, b].map((photo) => gradientPyramid(photo, SCALES).at(-1)!);
  let [apart, both, shared, count] = [0, 0, 0, 0];
  one!.channels.forEach((channel, c) =>
    channel.forEach((v, i) => {
      const w = other!.channels[c]![i]!;
      apart += (v - w) ** 2;
      both += (v - w) * (v + w) / 2;
      shared += ((v + w) / 2) ** 2;
      count++;
    })
  );
  const unexplained = (apart - both ** 2 / (shared || 1)) / count;
  const variance = 2 * (noise.first - 2 * noise.both + noise.second) / 4 ** one!.halvings;
  if (unexplained <= CLEAR ** 2 * variance) throw alike();
}

/**
 * Checks that layers are two: where nothing but noise, brightness or movement sets photos apart, both
 * layers have the same edges.
 *
 * @param correlation Of the gradients of the layers that were found.
 * @throws {UserError} If it is too high.
 */
export function checkLayers(correlation: number): void {
  if (correlation > CORRELATED) throw alike();
}

/** What to say where nothing sets photos apart. */
export function alike(): UserError {
  return new UserError(
    "The photos differ in noise, brightness or position, not in how two layers are mixed: give photos " +
      "of the same two layers in different proportions",
  );
}

function isBlank({ data, channels }: Picture): boolean {
  const pixels = data.length / channels;
  return Array.from({ length: channels }, (_, c) => {
    const channel = data.subarray(c * pixels, (c + 1) * pixels);
    const mean = channel.reduce((sum, v) => sum + v, 0) / pixels;
    return Math.sqrt(channel.reduce((sum, v) => sum + (v - mean) ** 2, 0) / pixels);
  }).every((deviation) => deviation < BLANK);
}
