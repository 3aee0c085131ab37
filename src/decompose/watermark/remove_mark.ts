import { UserError } from "../../errors.ts";
import type { Picture } from "../../image/picture.ts";
import { Random } from "../../random.ts";
import { type ClearMark, findInks } from "./find_inks.ts";
import { coverPixels } from "./cover.ts";
import { fillCovered, findOpaque, type OpaqueMark } from "./fill_opaque.ts";
import { colourOf } from "./ink.ts";
import { type Crop, cropScene } from "./scene.ts";

/** A mark's colour, as it was found. */
export interface FoundInk {
  /** 0 to 1. */
  readonly opacity: number;
  /** Red, green and blue. */
  readonly colour: readonly [number, number, number];
  /** Pixels that are in it. */
  readonly pixels: number;
}

/** Photos without their mark. */
export interface Unmarked {
  /** Each [3,h,w] in [0, 1]; beyond the mark the photo's very values. */
  readonly clean: readonly Picture[];
  /** The mark's colour, [3,h,w]. */
  readonly mark: Picture;
  /** How much of the clean photo shows, [1,h,w]: photo = share * clean + (1 - share) * mark. */
  readonly share: Picture;
  /** Its inks, the largest first. */
  readonly found: readonly FoundInk[];
  /** How clearly its clearest ink is seen; 0 if it covers wholly. */
  readonly clarity: number;
}

/** Pixels around the hint that are looked at. */
const MARGIN = 24;

/**
 * Takes a mark of flat colours off photos, a word or a logo that lets them show through. What a mark
 * covers wholly is filled in smoothly from around it, if there is a hint: opacity 1 tells so.
 *
 * @param photos [3,h,w] in [0, 1]: one, or several of one size that bear the same mark.
 * @param where Where the mark is, [1,h,w]: above 0 is inside, painted generously. Several photos can do
 * without.
 * @returns The photos without it, and the mark.
 * @throws {UserError} If no mark can be found, or the hint says nothing.
 */
export function removeMark(photos: readonly Picture[], where?: Picture): Unmarked {
  const hint = checkHint(photos, where);
  const scene = cropScene(photos, hint, MARGIN);
  const mark = findInks(scene, new Random(0));
  if (mark.inks.length > 1) return lift(photos, scene, mark);
  const opaque = where && findOpaque(scene);
  if (opaque) return fill(photos, scene, opaque);
  throw new UserError(
    where
      ? "No mark was found where the hint is; paint the hint over the mark, and not far beyond it"
      : "No mark was found that the photos have in common; paint a hint where it is",
  );
}

/** The photos with what the mark covers filled in. */
function fill(photos: readonly Picture[], scene: Crop, { colour, covered }: OpaqueMark): Unmarked {
  const { height, width } = photos[0] as Picture;
  const pixels = height * width;
  const share = new Float32Array(pixels).fill(1);
  const mark = new Float32Array(3 * pixels);
  const clean = photos.map(({ data }, n) => {
    const [result, size] = [data.slice(), covered.length];
    const filled = fillCovered(scene.photos[n] as Float32Array, covered, scene.width);
    covered.forEach((inside, p) => {
      if (!inside) return;
      const at = (scene.top + Math.floor(p / scene.width)) * width + scene.left + p % scene.width;
      share[at] = 0;
      for (let c = 0; c < 3; c++) {
        mark[c * pixels + at] = data[c * pixels + at] as number;
        result[c * pixels + at] = filled[c * size + p] as number;
      }
    });
    return { data: result, channels: 3, height, width };
  });
  return {
    clean,
    mark: { data: mark, channels: 3, height, width },
    share: { data: share, channels: 1, height, width },
    found: [{ opacity: 1, colour, pixels: covered.reduce((sum, v) => sum + v, 0) }],
    clarity: 0,
  };
}

/** The photos without the mark. */
function lift(photos: readonly Picture[], scene: Crop, mark: ClearMark): Unmarked {
  const cover = coverPixels(scene, mark);
  const { height, width } = photos[0] as Picture;
  const pixels = height * width;
  const share = new Float32Array(pixels).fill(1);
  const colour = new Float32Array(3 * pixels);
  const clean = photos.map(({ data }) => data.slice());
  for (let p = 0; p < scene.hint.length; p++) {
    const keep = cover.keep[p] as number;
    if (keep >= 1) continue;
    const at = (scene.top + Math.floor(p / scene.width)) * width + scene.left + p % scene.width;
    share[at] = keep;
    for (let c = 0; c < 3; c++) {
      const i = c * pixels + at;
      let add = cover.add[c * scene.hint.length + p] as number;
      for (const data of clean) {
        const photo = data[i] as number;
        data[i] = Math.min(1, Math.max(0, (photo - add) / keep));
        // What was clipped is the mark's, if it is one photo's alone: so they add up to it again.
        if (clean.length === 1) add = photo - keep * (data[i] as number);
      }
      colour[i] = Math.min(1, Math.max(0, add / (1 - keep)));
    }
  }
  const found = mark.inks.slice(1).map((ink, k) => ({
    opacity: 1 - ink.keep,
    colour: colourOf(ink),
    pixels: mark.labels.filter((label) => label === k + 1).length,
  })).sort((a, b) => b.pixels - a.pixels);
  return {
    clean: clean.map((data) => ({ data, channels: 3, height, width })),
    mark: { data: colour, channels: 3, height, width },
    share: { data: share, channels: 1, height, width },
    found,
    clarity: mark.clarity,
  };
}

function checkHint(photos: readonly Picture[], where?: Picture): Picture {
  const [first] = photos;
  if (!first) throw new UserError("There is no photo to take a mark off; give one");
  const { height, width } = first;
  if (photos.some((photo) => photo.height !== height || photo.width !== width)) {
    throw new UserError("The photos are not of one size; give photos that bear the mark alike");
  }
  if (!where) {
    if (photos.length < LEAST_PHOTOS) {
      throw new UserError(
        `Without a hint a mark is found by what ${LEAST_PHOTOS} photos or more have in common; ` +
          "paint a hint where the mark is",
      );
    }
    return { channels: 1, height, width, data: new Float32Array(height * width).fill(1) };
  }
  if (where.height !== height || where.width !== width) {
    throw new UserError(
      `The hint is ${where.width}x${where.height} pixels, the photo ${width}x${height}; ` +
        "make it the photo's size",
    );
  }
  const inside = where.data.reduce((sum, v) => sum + (v > 0 ? 1 : 0), 0);
  if (inside === 0) throw new UserError("The hint is empty; paint it where the mark is");
  if (inside === height * width && photos.length === 1) {
    throw new UserError("The hint covers the whole photo; leave out what has no mark");
  }
  return where;
}

/** Photos from which a mark can be found without a hint. */
const LEAST_PHOTOS = 3;
