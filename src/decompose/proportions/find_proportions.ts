import { clipInPlace } from "../../image/clip_picture.ts";
import type { Picture } from "../../image/picture.ts";
import { alike, checkDifference, checkLayers, checkLine, checkPhotos } from "./check_photos.ts";
import { gradientCorrelation } from "./gradient_correlation.ts";
import { halvePicture } from "./gradient_pyramid.ts";
import { mixingLine } from "./mixing_line.ts";
import { searchPlaces } from "./search_places.ts";
import { type Ends, layerCost } from "./separation_cost.ts";
import { noiseCovariance, unmix } from "./unmix.ts";

/** Two layers, and how much of each is in each photo. */
export interface Proportions {
  /** Share of layer 1 in each photo, 0 to 1. The first photo has at least as much of it as of layer 2. */
  readonly proportions: readonly number[];
  /** At the photos' own size, in [0, 1], [c,h,w]. */
  readonly layers: readonly [Picture, Picture];
  /** How many times larger independent noise of the photos is in the layers, root mean square. */
  readonly noiseGain: number;
  /**
   * Of the layers' gradients, -1 to 0.3: within 0.1 of 0 where photos are clean and lie on each other
   * exactly, higher where they are noisy or shifted.
   */
  readonly correlation: number;
  /**
   * Root mean square of what no mixture of the layers explains, over all photos, on a copy of at most
   * 256 pixels: noise and movement. Always 0 for two photos, which are explained whatever they show.
   */
  readonly residual: number;
}

/** Long side of the copy on which proportions are searched. */
const LARGEST = 256;
/** A copy with a shorter side than this is not halved. */
const SMALLEST = 32;
/** Standard deviation of rounding to 8 bits. */
const ROUNDING = 1 / 255 / Math.sqrt(12);

/**
 * Finds two layers from photos of them in different, unknown proportions: I_i = a_i R + (1 - a_i) T.
 *
 * All photos lie on a line in the space of pictures, and so do both layers, outside of the photos, one
 * on either side: there are two unknowns, whatever the number of photos. The likelihood of both layers
 * ({@linkcode layerCost}) is a sum over the layers but for the determinant of the mixing, so two curves
 * hold all of it, and the best of all pairs of places is looked up on grids that get finer.
 *
 * @param photos Two or more of the same size, [c,h,w] in [0, 1], in any order.
 * @returns Proportions, layers and how sure they can be.
 * @throws {UserError} If photos are fewer than two, of different sizes, blank, alike but for
 * noise, brightness or position, or (three and more) not of the same two layers.
 *
 * @example
 * ```ts
 * import { readPicture } from "../../image/read_picture.ts";
 * import { findProportions } from "./find_proportions.ts";
 * const layers = [1, 2].map((n) => readPicture(`fixtures/layers/two-people-${n}.png`));
 * console.log(findProportions(await Promise.all(layers)).proportions); // [ 1, 0 ] or near
 * ```
 */
export function findProportions(photos: readonly Picture[]): Proportions {
  checkPhotos(photos);
  let [small, rounding] = [photos, ROUNDING];
  // The finest scale is left out: it has most of the noise of rounding and of JPEG.
  while (isTooLarge(small[0]!, small === photos ? SMALLEST : LARGEST)) {
    [small, rounding] = [small.map(halvePicture), rounding / 2];
  }
  const line = mixingLine(small);
  checkLine(line);
  const { places, residual } = line;
  // Two photos' worth of the noise goes into the line: more is there than is seen beside it.
  const seen = residual * Math.sqrt(photos.length / Math.max(1, photos.length - 2));
  const ends = endsOf(small, places, Math.max(rounding, seen));
  checkDifference(ends);
  const found = searchPlaces(layerCost(ends));
  if (!found) throw alike();
  const [low, high] = found;
  const shares = places.map((place) => (place - low) / (high - low));
  const proportions = shares[0]! < 0.5 ? shares.map((share) => 1 - share) : shares;
  const correlation = gradientCorrelation(...unmix(small, proportions));
  checkLayers(correlation);
  const { first, second } = noiseCovariance(proportions);
  const [one, two] = unmix(photos, proportions);
  clipInPlace(one);
  clipInPlace(two);
  return {
    proportions,
    layers: [one, two],
    noiseGain: Math.sqrt((first + second) / 2),
    correlation,
    residual,
  };
}

/** Whether a photo is worth to be halved. */
function isTooLarge({ width, height }: Picture, largest: number): boolean {
  return Math.min(width, height) >= SMALLEST && Math.max(width, height) > largest;
}

/** Photos at both ends of the line, as all photos together tell them, and their noise. */
function endsOf(photos: readonly Picture[], places: readonly number[], deviation: number): Ends {
  const [to, from] = unmix(photos, places);
  const { first, both, second } = noiseCovariance(places);
  const variance = deviation ** 2;
  return {
    photos: [from, to],
    noise: { first: second * variance, both: both * variance, second: first * variance },
  };
}
