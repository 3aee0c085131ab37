import { Separator } from "../../decompose/separator.ts";
import { clipPicture } from "../../image/clip_picture.ts";
import type { Picture } from "../../image/picture.ts";
import { meanSquare } from "../../metrics/mean_square.ts";
import { pairedPsnr } from "../../metrics/pairing.ts";
import type { KnownPair } from "../evaluation/pairs_folder.ts";
import type { Engine } from "../../runtime/engine.ts";
import type { Weights } from "../../weights/weights.ts";

/** What {@linkcode validate} found. */
export interface Validation {
  /** Mean paired PSNR, dB. */
  readonly psnr: number;
  /** That of the mixture, answered twice, dB. */
  readonly copy: number;
  /** Root mean square of the difference between the two layers, in [0, 1]. */
  readonly apart: number;
  /** The layers, as they were found, in the order of the pairs. */
  readonly layers: readonly (readonly [Picture, Picture])[];
}

/**
 * Separates mixtures whose layers are known.
 *
 * @param weights The network.
 * @param pairs Mixtures and layers.
 * @param engine What computes.
 * @returns How close it came.
 */
export async function validate(
  weights: Weights,
  pairs: readonly KnownPair[],
  engine: Engine,
): Promise<Validation> {
  const separator = new Separator(weights, engine);
  const layers: (readonly [Picture, Picture])[] = [];
  let [found, copied, apart] = [0, 0, 0];
  for (const { mixture, layers: truth } of pairs) {
    const [a, b] = (await separator.separate(mixture)).map(clipPicture) as [Picture, Picture];
    layers.push([a, b]);
    found += pairedPsnr([a, b], truth);
    copied += pairedPsnr([mixture, mixture], truth);
    apart += meanSquare(a, b);
  }
  await separator.release();
  const { length } = pairs;
  return { psnr: found / length, copy: copied / length, apart: Math.sqrt(apart / length), layers };
}
