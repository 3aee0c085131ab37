import type { Picture } from "../../image/picture.ts";
import type { Verdict } from "../types.ts";
import { layerDistance } from "./layer_distance.ts";
import { likelihood, logit, type Regression } from "./likelihood.ts";
import { type PhotoKind, photoKind } from "./photo_kind.ts";

/** What is judged. */
export interface Judged {
  /** The photo, [3,h,w] in [0, 1]. */
  readonly photo: Picture;
  /** The two layers that are answered, same shape. */
  readonly layers: readonly [Picture, Picture];
  /** Of a trained network's answer ({@linkcode unsteadiness}); leave it out where none was asked. */
  readonly unsteadiness?: number | undefined;
  /** Of layers that are only likely (`likelyDifference`): the share of its first part, 0 to 1. */
  readonly share?: number | undefined;
}

/** Keeps the logarithm of a steady answer finite. */
const STEADIEST = 2e-3;

// Logistic regressions of "at least 1.5 dB above the copy" on 700 mixtures of training material
// (bench/verdict_coefficients.ts). The network has seen these photos, though not these mixtures.
const WITH_NETWORK: Regression<"distance" | "wavering"> = {
  factors: { distance: 1.429, wavering: -0.471 },
  constant: -2.68,
};
const WITHOUT_NETWORK: Regression<"share"> = { factors: { share: 11.902 }, constant: -5.857 };
const LAYERS_ALONE: Regression<"distance"> = { factors: { distance: 2.407 }, constant: -1.575 };

/** Scores from which a split counts as separated, and as partly so. */
export const SEPARATED = 0.75;
export const PARTLY = 0.4;

/**
 * Judges a split. The score was fitted to splits into equal shares that a trained network began. The
 * layers alone serve any recipe whose layers should differ by about the photo's own contrast (not a
 * watermark's); they are far less telling.
 *
 * @param judged Photo, layers, and how steady the network was.
 * @returns The score, about the probability that the layers are at least 1.5 dB nearer to the true
 * ones (paired PSNR) than the photo itself is, 0 of a photo that is not a mixture; words, and what they
 * rest on.
 */
export async function judgeSplit(
  { photo, layers, unsteadiness, share }: Judged,
): Promise<Verdict> {
  const { kind, doubling, oneScene } = await photoKind(photo);
  const distance = layerDistance(layers, photo);
  const odds = unsteadiness === undefined
    ? share === undefined ? logit(LAYERS_ALONE, { distance }) : logit(WITHOUT_NETWORK, { share })
    : logit(WITH_NETWORK, { distance, wavering: Math.log(unsteadiness + STEADIEST) });
  const score = kind === "mixture" && distance > 0 ? likelihood(odds) : 0;
  return {
    score,
    words: kind === "mixture" ? wordsFor(score) : `could not be separated: ${noMixture(doubling)}`,
    kind,
    evidence: { distance, unsteadiness: unsteadiness ?? null, share: share ?? null, oneScene },
  };

  function noMixture(copy: PhotoKind["doubling"]): string {
    if (kind === "blank") return "the photo is blank";
    return copy
      ? `the photo is one scene and its own copy, ${copy.kind}`
      : "it looks like one scene";
  }
}

/**
 * Puts a score into words.
 *
 * @param score 0 to 1.
 * @returns `separated`, `partly`, or that it could not be separated.
 */
export function wordsFor(score: number): string {
  if (score >= SEPARATED) return "separated";
  return score >= PARTLY ? "partly" : "could not be separated: the two layers look alike";
}
