import { clipPicture } from "../../image/clip_picture.ts";
import type { Picture } from "../../image/picture.ts";
import { deviation } from "../../metrics/deviation.ts";
import { fitWithin, resizePicture } from "../../image/resize_picture.ts";
import { likeness } from "./likeness.ts";
import { cellPlaces, pixelPlaces, type Places } from "./places.ts";
import { principalParts } from "./principal_parts.ts";
import { sharedEdges } from "./shared_edges.ts";

/** Long side of the copy that is looked at, in pixels. */
const SIDE = 128;
/** Root mean square of the first part, for a share of 1. */
const SIZE = 0.15;
/** At most so much of the room that layers have. */
const MOST_OF_ROOM = 0.25;
/** At most so many standard deviations of the photo: where there is nothing, nothing is told apart. */
const MOST_OF_CONTRAST = 0.5;
/** What both parts are tried at, as root mean square. */
const TRIAL = [0.1, 0.05] as const;
/** So much of the second part is taken at most, and by what lead in shared edges it is half sure. */
const SECOND = 0.3;
const LEAD = 0.066;

/** What is likely of a photo's layers. */
export interface LikelyDifference {
  /** Layer 1 - layer 2, [3,h,w]. */
  readonly difference: Picture;
  /** Share of what layers may differ by that is along the first part: 0 to 1, usually 0.2 to 0.6. */
  readonly share: number;
}

/**
 * Guesses the difference of a photo's layers without a network, from what is so of most photos.
 *
 * Layers have no order, so nothing is known of the sign of their difference at any one place; but much
 * of whether its signs at two places agree (`likeness`), and how large it can be (`pixelPlaces`). Of all
 * differences of one size, that along the first principal part of this covariance is, at one sign or
 * the other, closest to the truth on average. The sign of a second part beside it is told by which
 * of the two has the layers share fewer edges, and little of it is taken. The larger the first
 * part's share, the surer it is, and the more of it is answered.
 *
 * @param photo [3,h,w] in [0, 1].
 * @returns The difference at the photo's size, or at that of a copy with a long side of 128 pixels.
 */
export async function likelyDifference(photo: Picture): Promise<LikelyDifference> {
  const small = clipPicture(
    await resizePicture(photo, fitWithin(photo.width, photo.height, SIDE)),
  );
  const pixels = pixelPlaces(small);
  const cells = cellPlaces(pixels, small);
  const parts = principalParts(covariance(cells), 2);
  const [first, second] = drawParts(parts.map(({ direction }) => direction), cells, pixels);
  const share = parts[0]?.share ?? 0;
  if (!first || !second) return { difference: map(small, () => 0), share };
  const size = Math.min(
    SIZE * Math.max(0, share),
    MOST_OF_ROOM * rms(map(small, (v) => Math.min(v, 1 - v)).data),
    MOST_OF_CONTRAST * deviation(small),
  );
  const beside = sideOf(small, first, second);
  return {
    difference: map(small, (_, i) => 2 * size * (at(first, i) + beside * at(second, i))),
    share,
  };
}

/** Of the layers' half difference, summed over channels, at each two cells. */
function covariance(cells: Places): Float32Array {
  const { count } = cells;
  const sizes = sizesOf(cells);
  return likeness(cells, cells).map((r, i) =>
    r * at(sizes, Math.floor(i / count)) * at(sizes, i % count)
  );
}

/** How far layers may be apart in all channels together, [count]. */
function sizesOf({ count, spread }: Places): Float32Array {
  return Float32Array.from(
    { length: count },
    (_, i) => Math.hypot(...[0, 1, 2].map((c) => at(spread, c * count + i))),
  );
}

/**
 * Draws directions of cells pixel by pixel (Nystroem's extension): at each pixel what its likeness to
 * all cells says, in each channel as far as that has room.
 */
function drawParts(
  directions: readonly Float64Array[],
  cells: Places,
  pixels: Places,
): Float32Array[] {
  const sizes = sizesOf(cells);
  const weights = directions.map((direction) => sizes.map((s, k) => s * (direction[k] as number)));
  const like = likeness(pixels, cells);
  return weights.map((weight) => {
    const values = new Float32Array(pixels.count);
    for (let i = 0; i < pixels.count; i++) {
      let sum = 0;
      for (let k = 0; k < cells.count; k++) sum += at(like, i * cells.count + k) * at(weight, k);
      values[i] = sum;
    }
    const drawn = pixels.spread.map((s, i) => s * at(values, i % pixels.count));
    const size = rms(drawn);
    return size > 0 ? drawn.map((v) => v / size) : drawn;
  });
}

/** How much of the second part to take, above 0 or below. */
function sideOf(photo: Picture, first: Float32Array, second: Float32Array): number {
  const [one, other] = TRIAL;
  const shared = (sign: number) => {
    const half = photo.data.map((v, i) => {
      const room = Math.min(v, 1 - v);
      return Math.max(-room, Math.min(room, one * at(first, i) + sign * other * at(second, i)));
    });
    return sharedEdges(
      map(photo, (v, i) => v + at(half, i)),
      map(photo, (v, i) => v - at(half, i)),
    );
  };
  return SECOND * Math.tanh((shared(-1) - shared(1)) / LEAD);
}

function map(picture: Picture, value: (v: number, i: number) => number): Picture {
  return { ...picture, data: picture.data.map(value) };
}

function rms(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, v) => sum + v ** 2, 0) / values.length);
}

function at(values: Float32Array, index: number): number {
  return values[index] as number;
}
