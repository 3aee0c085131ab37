import type { Picture } from "../../image/picture.ts";
import { resizePicture } from "../../image/resize_picture.ts";
import { recurringPart } from "./recurring_part.ts";
import { structuredPart } from "./structured_part.ts";

/** The two textures of a photo. */
export interface Textures {
  /** The one of lines and repetitions, and the random one; [3,h,w] in [0, 1], their mean is the photo. */
  readonly layers: readonly [Picture, Picture];
  /** How sure it is that there are two such textures, 0 to 1: the layers differ by that share. */
  readonly certainty: number;
  /** Share of the photo's energy that stands out of its spectrum, 0 to 1. */
  readonly peaks: number;
  /** Correlation of the two parts, -1 to 1: of two textures that came apart it is low. */
  readonly overlap: number;
}

/** Larger photos are looked at in a copy whose long side is this. */
const LARGEST = 512;
/** A side may be this small. */
const LEAST = 16;
/** Windows are no larger than this. */
const WIDEST = 256;
/** Nothing of a texture comes apart at this correlation of the parts, all of it at the next. */
const JOINED = 0.65;
const APART = 0.45;
/** Share of energy in peaks that is evidence enough. */
const EVIDENT = 0.1;

/**
 * Takes a photo apart that is the mean of two textures, one of lines or repetitions (a wall, stripes),
 * the other random (grass, gravel). Nothing is trained or fitted: what stands out of the spectrum of
 * large windows is the first texture; patches that look alike then share what recurs in them.
 *
 * The layers are photo + D and photo - D. D is as large as the evidence deserves: of two random
 * textures nothing stands out, and the answer is the photo twice. How bright and of what colour each
 * texture is on the whole is not known: both have the photo's mean.
 *
 * @param photo [3,h,w] in [0, 1].
 * @returns The layers, and how sure it is.
 */
export async function separateTextures(photo: Picture): Promise<Textures> {
  const copy = await workingCopy(photo);
  if (Math.min(copy.width, copy.height) < LEAST) {
    return { layers: [photo, photo], certainty: 0, peaks: 0, overlap: 0 };
  }
  // Layers add up to twice the photo.
  const sum = meanFree(map(copy, (v) => 2 * v));
  const window = Math.min(WIDEST, 2 ** Math.floor(Math.log2(Math.min(copy.width, copy.height))));
  const { part, peaks } = structuredPart(sum, window);
  const overlap = correlation(meanFree(part), minus(sum, part));
  const certainty = limited((JOINED - overlap) / (JOINED - APART)) * limited(peaks / EVIDENT);
  const recurring = certainty > 0 ? recurringPart(sum, part) : part;
  const difference = map(
    copy,
    (_, i) => certainty * (at(part, i) + at(recurring, i) - at(sum, i)) / 2,
  );
  const layers = addUp(photo, await resizePicture(difference, photo));
  return { layers, certainty, peaks, overlap };
}

function workingCopy(photo: Picture): Promise<Picture> {
  const scale = Math.min(1, LARGEST / Math.max(photo.width, photo.height));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return resizePicture(photo, { width: side(photo.width), height: side(photo.height) });
}

/** photo + D and photo - D, with D kept within what leaves both in [0, 1]. */
function addUp(photo: Picture, difference: Picture): readonly [Picture, Picture] {
  const allowed = map(difference, (d, i) => {
    const most = Math.min(at(photo, i), 1 - at(photo, i));
    return Math.min(most, Math.max(-most, d));
  });
  const add = (sign: number) => map(photo, (v, i) => limited(v + sign * at(allowed, i)));
  return [add(1), add(-1)];
}

function meanFree(picture: Picture): Picture {
  const pixels = picture.height * picture.width;
  const means = new Float64Array(picture.channels);
  picture.data.forEach((v, i) => means[Math.floor(i / pixels)]! += v / pixels);
  return map(picture, (v, i) => v - (means[Math.floor(i / pixels)] as number));
}

/** Of pictures of mean 0; 0 if one is flat. */
function correlation(a: Picture, b: Picture): number {
  const product = (x: Picture, y: Picture) => x.data.reduce((sum, v, i) => sum + v * at(y, i), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b)) || 0;
}

function minus(a: Picture, b: Picture): Picture {
  return map(a, (v, i) => v - at(b, i));
}

function map(picture: Picture, value: (v: number, i: number) => number): Picture {
  return { ...picture, data: picture.data.map(value) };
}

function limited(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function at(picture: Picture, index: number): number {
  return picture.data[index] as number;
}
