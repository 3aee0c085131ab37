import type { Picture } from "../image/picture.ts";
import type { Engine } from "../runtime/engine.ts";
import type { LoadedWeights } from "../weights/load_weights.ts";
import type { FittedPhoto } from "./fit_photo.ts";
import type { Guess } from "./guess_layers.ts";
import type { Answer } from "./types.ts";
import { judgeSplit } from "./verdict/judge_split.ts";

/** What the report says of fits. */
export type FitRecord = Omit<FittedPhoto, "fitted">;

/** What networks made of a photo. */
export interface NetworkFindings extends Pick<Answer, "pictures" | "tiles" | "working"> {
  /** The whole photo, [3,h,w]. */
  readonly photo: Picture;
  /** The trained network, if one was asked. */
  readonly weights: LoadedWeights | undefined;
  /** Where the fit began, if at a guess. */
  readonly guess: Guess | undefined;
  readonly fit: FitRecord;
}

/**
 * The record of a photo to which nothing was fitted.
 *
 * @param engine What computed.
 */
export function noFit(engine: Engine): FitRecord {
  return { engine, operators: 0, stepsDone: 0, losses: { steps: [], terms: {} } };
}

/**
 * Puts together what a split by networks answers, and judges it.
 *
 * @param findings Layers, and how they were found.
 * @returns The answer.
 */
export async function networkAnswer(
  { photo, pictures, tiles, working, weights, guess, fit }: NetworkFindings,
): Promise<Answer> {
  const { engine: { name, device }, operators, stepsDone, losses } = fit;
  return {
    pictures,
    more: [],
    engine: { name, device, operators },
    weights: weights ? { file: weights.file, sha256: weights.sha256 } : null,
    found: {},
    tiles,
    verdict: await judgeSplit({ ...guess, photo, layers: pictures.layers }),
    working,
    stepsDone,
    losses,
  };
}
