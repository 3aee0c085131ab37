import type { Picture } from "../../image/picture.ts";
import { fitWithin, resizePicture } from "../../image/resize_picture.ts";
import { deviation } from "../../metrics/deviation.ts";
import { gradientStatistics } from "./gradient_statistics.ts";
import { logit, type Regression } from "./likelihood.ts";
import { type Doubling, findDoubling } from "./self_similarity.ts";

/** What a photo looks like: two scenes, or nothing to take apart. */
export interface PhotoKind {
  /**
   * `blank` has nothing in it; `single` looks like one scene, or is one and its own copy; everything
   * else is taken for a `mixture`, as which most photos of one scene pass too.
   */
  readonly kind: "mixture" | "single" | "blank";
  /** The copy, where a photo is laid over itself. */
  readonly doubling?: Doubling;
  /** Logarithm of the odds that it is one scene, where as many photos are one scene as are two. */
  readonly oneScene: number;
}

/** Long side of the copy that is looked at, in pixels. */
const SIDE = 128;
/** A standard deviation below this, about two levels of eight bits, is noise. */
const BLANK = 0.008;
/**
 * Chosen on 700 mixtures and 1,400 photos of training material (bench/verdict_coefficients.ts).
 * Contrast would tell more, since mixtures have half of it, but that of a scan is stretched: with it,
 * film that holds two scenes was told to hold one.
 */
const ONE_SCENE: Regression<"density" | "strongest"> = {
  factors: { density: -13.524, strongest: 1.307 },
  constant: 8.243,
};
/** One mixture in 50 of those is above: better to say nothing than to call a mixture one scene. */
const SURE = 1.68;

/**
 * Tells whether a photo can be a mixture at all, from itself alone. It knows a blank photo and one that
 * is laid over itself; of ordinary photos of one scene it knows one in three (bench/verdict.ts).
 *
 * @param photo [c,h,w] in [0, 1].
 * @returns Its kind.
 */
export async function photoKind(photo: Picture): Promise<PhotoKind> {
  const small = await smallCopy(photo);
  if (deviation(small) < BLANK) return { kind: "blank", oneScene: 0 };
  const oneScene = logit(ONE_SCENE, { ...gradientStatistics(small) });
  const doubling = findDoubling(small);
  if (doubling) return { kind: "single", doubling, oneScene };
  return { kind: oneScene > SURE ? "single" : "mixture", oneScene };
}

/**
 * Tells whether there is nothing in a photo.
 *
 * @param photo [c,h,w] in [0, 1].
 */
export async function isBlank(photo: Picture): Promise<boolean> {
  return deviation(await smallCopy(photo)) < BLANK;
}

function smallCopy(photo: Picture): Promise<Picture> {
  return resizePicture(photo, fitWithin(photo.width, photo.height, SIDE));
}
