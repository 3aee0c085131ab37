import { boxMean } from "./box_mean.ts";
import type { Picture } from "./picture.ts";
import { resampleColumns, rowsOf } from "./resample.ts";

/** A picture told as a straight line of another, around each pixel: slope * guide + offset. */
export interface LocalLine {
  /** How much of the guide's own structure there is, the same for all channels, [1,h,w]. */
  readonly slope: Picture;
  /** What is left, [c,h,w]. */
  readonly offset: Picture;
}

/** Settings of {@linkcode fitLocalLine}. */
export interface GuidedFilterSettings {
  /** The line is fitted to (2 * radius + 1)^2 pixels around each. */
  readonly radius: number;
  /** Variance of the guide, summed over channels, below which it counts as flat. */
  readonly epsilon: number;
  /** The slope is kept between minus this and this. Default: as it comes. */
  readonly steepest?: number;
}

/**
 * Fits a picture by lines of another one, least squares in a window around each pixel (the guided
 * filter of He, Sun and Tang 2013, eq. 5 and 6, with one slope for all channels, since an edge
 * belongs to a scene in all its colours).
 *
 * @param picture What is fitted, [c,h,w].
 * @param guide What it is told by, [c,h,w].
 * @param settings Window and flatness.
 * @returns Slope and offset, averaged over the windows that each pixel is in.
 */
export function fitLocalLine(
  picture: Picture,
  guide: Picture,
  { radius, epsilon, steepest = Infinity }: GuidedFilterSettings,
): LocalLine {
  const mean = (of: Picture) => boxMean(of, radius);
  const [means, guideMeans] = [mean(picture), mean(guide)];
  const deviation = (a: Picture, b: Picture, aMean: Picture, bMean: Picture) =>
    sumChannels(zip(mean(zip(a, b, (x, y) => x * y)), zip(aMean, bMean, (x, y) => x * y), minus));
  const covariance = deviation(picture, guide, means, guideMeans);
  const variance = deviation(guide, guide, guideMeans, guideMeans);
  const slope = zip(
    covariance,
    variance,
    (c, v) => Math.min(steepest, Math.max(-steepest, c / (v + epsilon))),
  );
  return { slope: mean(slope), offset: mean(zip(means, times(slope, guideMeans), minus)) };
}

/**
 * Draws a picture from its lines; those of a small copy serve a large guide (the fast guided filter of
 * He and Sun 2015). They are enlarged a row at a time, so that nothing but the picture is as large.
 *
 * @param line Slope [1,h',w'] and offset [c,h',w'].
 * @param guide [c,h,w].
 * @returns slope * guide + offset, [c,h,w].
 * @throws {RangeError} If the offset has other channels than the guide.
 */
export function drawLocalLine({ slope, offset }: LocalLine, guide: Picture): Picture {
  const { channels, height, width } = guide;
  if (offset.channels !== channels) {
    throw new RangeError(`Cannot draw ${offset.channels} channels by a guide of ${channels}`);
  }
  const slopes = rowsOf(resampleColumns(slope, width), height);
  const offsets = rowsOf(resampleColumns(offset, width), height);
  const data = new Float32Array(guide.data.length);
  for (let c = 0, i = 0; c < channels; c++) {
    for (let y = 0; y < height; y++) {
      const [factors, constants] = [slopes(0, y), offsets(c, y)];
      for (let x = 0; x < width; x++, i++) {
        data[i] = (factors[x] as number) * (guide.data[i] as number) + (constants[x] as number);
      }
    }
  }
  return { ...guide, data };
}

const minus = (a: number, b: number) => a - b;

function zip(a: Picture, b: Picture, combine: (a: number, b: number) => number): Picture {
  return { ...a, data: a.data.map((v, i) => combine(v, b.data[i] as number)) };
}

/** A map of one channel times each channel of a picture. */
function times(map: Picture, picture: Picture): Picture {
  const pixels = map.data.length;
  return { ...picture, data: picture.data.map((v, i) => v * (map.data[i % pixels] as number)) };
}

function sumChannels({ data, channels, height, width }: Picture): Picture {
  const sums = new Float32Array(height * width);
  data.forEach((v, i) => sums[i % sums.length]! += v);
  return { data: channels === 1 ? data : sums, channels: 1, height, width };
}
