import type { Picture } from "../../image/picture.ts";

/** Pixels a side of a patch. */
const SIDE = 16;
/** Patches lie so far apart. */
const HOP = 8;
/** So many patches are averaged, itself among them. */
const ALIKE = 24;
/** Two of them are at least so far apart, horizontally and vertically together. */
const APART = 8;
/** Patches are looked for at about so many places along the long side. */
const PLACES = 96;

/**
 * Finds what of a mixture recurs: each patch is replaced by the mean of the mixture's patches that
 * look most like it, as BM3D does for noise (Dabov, Foi, Katkovnik and Egiazarian 2007, step 1, with
 * the mean alone). Where lines and repetitions are alike the random texture is not, so the mean loses
 * it. What looks alike is judged by a first estimate of what recurs.
 *
 * @param mixture [c,h,w].
 * @param estimate Same shape.
 * @returns The means of overlapping patches, [c,h,w]; the mixture itself if it is too small for them.
 */
export function recurringPart(mixture: Picture, estimate: Picture): Picture {
  const { data, channels, height, width } = mixture;
  if (Math.min(height, width) < SIDE) return mixture;
  const step = Math.max(2, Math.round(Math.max(height, width) / PLACES));
  const looks = patchesOf(grey(estimate), step);
  const [sums, weights] = [new Float64Array(data.length), new Float64Array(height * width)];
  const weight = patchWeights();
  for (const y of places(height, HOP)) {
    for (const x of places(width, HOP)) {
      const alike = mostAlike(looks, x, y);
      for (let i = 0; i < SIDE * SIDE; i++) {
        const [row, column] = [Math.floor(i / SIDE), i % SIDE];
        const to = (y + row) * width + x + column;
        const share = weight[i] as number;
        weights[to]! += share * alike.length;
        for (let c = 0; c < channels; c++) {
          let sum = 0;
          for (const at of alike) {
            sum += data[c * weights.length + at + row * width + column] as number;
          }
          sums[c * weights.length + to]! += share * sum;
        }
      }
    }
  }
  const result = Float32Array.from(sums, (v, i) => v / (weights[i % weights.length] as number));
  return { ...mixture, data: result };
}

interface Patches {
  readonly picture: Picture;
  /** Where their left top corners are, as index into a channel. */
  readonly corners: Uint32Array;
  /** Patches one after the other, [corners,SIDE,SIDE]. */
  readonly values: Float32Array;
}

function patchesOf(picture: Picture, step: number): Patches {
  const { data, height, width } = picture;
  const columns = places(width, step);
  const corners = Uint32Array.from(
    places(height, step).flatMap((y) => columns.map((x) => y * width + x)),
  );
  const values = new Float32Array(corners.length * SIDE * SIDE);
  corners.forEach((corner, k) => {
    for (let row = 0; row < SIDE; row++) {
      const from = corner + row * width;
      values.set(data.subarray(from, from + SIDE), (k * SIDE + row) * SIDE);
    }
  });
  return { picture, corners, values };
}

/** Corners of the patches that are nearest to that at (x, y), none of them close to another. */
function mostAlike({ picture, corners, values }: Patches, x: number, y: number): number[] {
  const { data, width } = picture;
  const own = new Float32Array(SIDE * SIDE);
  for (let row = 0; row < SIDE; row++) {
    const from = (y + row) * width + x;
    own.set(data.subarray(from, from + SIDE), row * SIDE);
  }
  const distances = new Float64Array(corners.length);
  for (let k = 0, from = 0; k < corners.length; k++, from += own.length) {
    let sum = 0;
    for (let i = 0; i < own.length; i++) {
      const difference = (own[i] as number) - (values[from + i] as number);
      sum += difference * difference;
    }
    distances[k] = sum;
  }
  const chosen: number[] = [];
  while (chosen.length < ALIKE) {
    let best = -1;
    for (let k = 0, least = Infinity; k < distances.length; k++) {
      if ((distances[k] as number) < least) [best, least] = [k, distances[k] as number];
    }
    if (best < 0) break;
    const corner = corners[best] as number;
    chosen.push(corner);
    const [left, top] = [corner % width, Math.floor(corner / width)];
    corners.forEach((other, k) => {
      const apart = Math.abs(other % width - left) + Math.abs(Math.floor(other / width) - top);
      if (apart < APART) distances[k] = Infinity;
    });
  }
  return chosen;
}

/** 0, step, 2 step and so on, and the last place where a patch fits. */
function places(side: number, step: number): number[] {
  const last = side - SIDE;
  return [...Array.from({ length: Math.ceil(last / step) }, (_, i) => i * step), last];
}

/** Most in the middle, so that patches join smoothly. */
function patchWeights(): Float64Array {
  const sine = (i: number) => Math.sin(Math.PI * (i + 0.5) / SIDE);
  return Float64Array.from(
    { length: SIDE * SIDE },
    (_, i) => sine(i % SIDE) * sine(Math.floor(i / SIDE)) + 1e-3,
  );
}

function grey({ data, channels, height, width }: Picture): Picture {
  const means = new Float32Array(height * width);
  data.forEach((v, i) => means[i % means.length]! += v / channels);
  return { data: means, channels: 1, height, width };
}
