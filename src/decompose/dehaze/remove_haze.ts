import { clipInPlace } from "../../image/clip_picture.ts";
import { drawLocalLine, fitLocalLine } from "../../image/guided_filter.ts";
import type { Picture } from "../../image/picture.ts";
import { fitWithin, resizePicture } from "../../image/resize_picture.ts";
import { findAirlight } from "./airlight.ts";
import { findTransmission, THICKEST } from "./transmission.ts";

/** Long side of the copy that haze is found on: the prior's weights are for photos of this size. */
const SIDE = 128;
/** Window in which transmission is told by the photo, as a share of the long side. */
const RADIUS = 0.1;
/** Variance of colours, summed over channels, that count as flat: haze has few edges of its own. */
const FLAT = 0.01;

/** A hazy photo, explained: transmission * scene + (1 - transmission) * airlight. */
export interface Haze {
  /** The photo without haze, [3,h,w] in [0, 1]. */
  readonly scene: Picture;
  /** The colour of the haze: red, green, blue in [0.5, 1]. */
  readonly airlight: readonly [number, number, number];
  /** How much of the scene comes through at each pixel, [1,h,w] in [0.1, 1]. */
  readonly transmission: Picture;
}

/**
 * Takes the haze out of a photo (Koschmieder's model, I = t J + (1 - t) A). Airlight A and
 * transmission t are told by sums of what can be seen, weighted as photos of known haze teach; t is
 * carried to the photo's own size by a guided filter, so that it may follow strong edges (He, Sun and
 * Tang 2013). A photo without haze has a t near 1, and is hardly changed.
 *
 * @param photo [3,h,w] in [0, 1], sRGB.
 * @returns Scene, airlight and transmission. Their mixture is the photo wherever the scene that this
 * asks for lies in [0, 1]; elsewhere the scene is clipped.
 */
export async function removeHaze(photo: Picture): Promise<Haze> {
  const small = await resizePicture(photo, fitWithin(photo.width, photo.height, SIDE));
  const airlight = findAirlight(small);
  const transmission = enlarge(findTransmission(small, airlight), small, photo);
  const { data, height, width } = photo;
  const pixels = height * width;
  const scene = data.map((v, i) => {
    const air = airlight[Math.floor(i / pixels)] as number;
    return air + (v - air) / (transmission.data[i % pixels] as number);
  });
  const picture = { ...photo, data: scene };
  clipInPlace(picture);
  return { scene: picture, airlight, transmission };
}

/** Carries the transmission of a small copy to the photo. */
function enlarge(transmission: Picture, small: Picture, photo: Picture): Picture {
  const radius = Math.max(1, Math.round(RADIUS * Math.max(small.width, small.height)));
  const line = fitLocalLine(transmission, grey(small), { radius, epsilon: FLAT });
  const enlarged = drawLocalLine(line, grey(photo));
  enlarged.data.forEach((v, i, data) => data[i] = Math.min(1, Math.max(THICKEST, v)));
  return enlarged;
}

/** The mean of the channels, [1,h,w]. */
function grey({ data, channels, height, width }: Picture): Picture {
  const sums = new Float32Array(height * width);
  data.forEach((v, i) => sums[i % sums.length]! += v / channels);
  return { data: sums, channels: 1, height, width };
}
