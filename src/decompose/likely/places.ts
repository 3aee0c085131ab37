import type { Picture } from "../../image/picture.ts";
import { blur } from "../../metrics/gaussian.ts";

/** Cells along the long side of a photo. */
const CELLS = 24;
/** Standard deviation of the windows that detail is told from, as a share of the long side. */
const WINDOW = 8 / 128;
/** Contrast of detail that halves what a place counts. */
const BUSY = 0.05;

/** Places of a photo: its pixels, or cells of them. */
export interface Places {
  /** How many there are. */
  readonly count: number;
  /** Rows and columns, as shares of the long side, one after the other, [2,count]. */
  readonly position: Float32Array;
  /** Mean colour, [3,count]. */
  readonly colour: Float32Array;
  /** How far the layers can be expected to be apart there, in each channel, [3,count]. */
  readonly spread: Float32Array;
}

/**
 * Tells for each pixel of a photo, before anything is known of its layers, how far they may be apart.
 *
 * Both layers are in [0, 1] and their mean is I, so neither is further from I than min(I, 1 - I): where
 * the photo is black or white both are. And where there is much detail, the sign of their difference
 * changes often, so that it counts for less.
 *
 * @param photo [3,h,w] in [0, 1].
 * @returns The pixels as places.
 */
export function pixelPlaces(photo: Picture): Places {
  const { data, height, width } = photo;
  const count = height * width;
  const long = Math.max(height, width);
  const plainness = plainnessOf(photo);
  return {
    count,
    position: Float32Array.from(
      { length: 2 * count },
      (_, i) => (i < count ? Math.floor(i / width) : i % width) / long,
    ),
    colour: data,
    spread: data.map((v, i) => Math.min(v, 1 - v) * (plainness[i % count] as number)),
  };
}

/** 1 where there is no detail, less where there is, [h*w]. */
function plainnessOf({ data, height, width }: Picture): Float32Array {
  const count = height * width;
  const grey = {
    data: Float32Array.from({ length: count }, (_, i) => {
      return (at(data, i) + at(data, count + i) + at(data, 2 * count + i)) / 3;
    }),
    channels: 1,
    height,
    width,
  };
  const sigma = WINDOW * Math.max(height, width);
  const smooth = blur(grey, sigma).data;
  const power = blur({ ...grey, data: grey.data.map((v, i) => (v - at(smooth, i)) ** 2) }, sigma);
  return power.data.map((v) => 1 / (1 + Math.sqrt(Math.max(0, v)) / BUSY));
}

/**
 * Gathers pixels in cells, 24 along the long side.
 *
 * @param places The pixels of a photo.
 * @param size The photo's.
 * @returns The cells, each the mean of its pixels.
 */
export function cellPlaces(
  { position, colour, spread }: Places,
  { height, width }: { readonly height: number; readonly width: number },
): Places {
  const side = Math.max(height, width) / Math.min(CELLS, Math.max(height, width));
  const [rows, columns] = [height, width].map((length) =>
    Math.max(1, Math.round(length / side))
  ) as [number, number];
  const count = rows * columns;
  const cell = Array.from({ length: height * width }, (_, i) => {
    const [y, x] = [Math.floor(i / width), i % width];
    return Math.floor(y * rows / height) * columns + Math.floor(x * columns / width);
  });
  const sizes = new Float32Array(count);
  for (const k of cell) sizes[k] = at(sizes, k) + 1;
  const means = (values: Float32Array) => {
    const planes = values.length / cell.length;
    const result = new Float32Array(planes * count);
    values.forEach((v, i) => {
      const k = cell[i % cell.length] as number;
      const to = Math.floor(i / cell.length) * count + k;
      result[to] = at(result, to) + v / at(sizes, k);
    });
    return result;
  };
  return { count, position: means(position), colour: means(colour), spread: means(spread) };
}

function at(values: Float32Array, index: number): number {
  return values[index] as number;
}
