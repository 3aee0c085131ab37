import { clippedCopy } from "../../image/clipped_copy.ts";
import type { Picture } from "../../image/picture.ts";
import { type Hint, resizeHint } from "../../image/hint.ts";
import { fitWithin } from "../../image/resize_picture.ts";
import { enlargeMask } from "./enlarge_mask.ts";
import { fillIn } from "./fill_in.ts";
import { firstMask } from "./first_mask.ts";
import { grabCut } from "./grab_cut.ts";
import { toLab } from "./lab.ts";
import { overlap } from "./overlap.ts";

/** Long side of the copy that is segmented, in pixels. */
const WORKING = 256;

/** A photo's foreground and background. */
export interface Segments {
  /** 1 on the foreground, 0 on the background, [1,h,w]. */
  readonly mask: Picture;
  /** Foreground and background, each continued smoothly where the other is, [3,h,w]. */
  readonly layers: readonly [Picture, Picture];
  /**
   * How clear the foreground is, 0 to 1: how far the first mask and the last agree. Above 0.85 the
   * mask is nearly always right, below 0.65 it seldom is.
   */
  readonly certainty: number;
}

/**
 * Parts a photo in foreground and background, photo = mask * foreground + (1 - mask) * background. A
 * first mask of what stands out from the border (or of what is close to the strokes) is cut anew, by
 * colours and along edges, on a copy of at most 256 pixels, and carried to full size by the photo's
 * own edges.
 *
 * @param photo [3,h,w] in [0, 1], sRGB.
 * @param hint Strokes on the foreground (`first`) and on the background (`second`), [1,h,w] in
 * [0, 1]; one of them may be empty.
 * @returns Mask, layers, certainty. Where nothing stands out the mask may be all 0 or all 1.
 */
export async function segment(photo: Picture, hint?: Hint): Promise<Segments> {
  const size = fitWithin(photo.width, photo.height, WORKING);
  const copy = await clippedCopy(photo, size);
  const lab = toLab(copy);
  const start = firstMask(lab, hint && await resizeHint(hint, size));
  const cut = grabCut(lab, start);
  const small = { data: Float32Array.from(cut), channels: 1, ...size };
  const mask = enlargeMask(small, copy, photo);
  const rest = { ...mask, data: mask.data.map((m) => 1 - m) };
  return {
    mask,
    layers: [fillIn(photo, mask), fillIn(photo, rest)],
    certainty: agreement(start.mask, cut),
  };
}

/**
 * Where a foreground is clear, what stands out and what its colours and edges say are the same; the
 * side on which they agree less counts, so that a mask of one side alone is worth nothing.
 */
function agreement(first: Uint8Array, cut: Uint8Array): number {
  const rest = (mask: Uint8Array) => mask.map((m) => 1 - m);
  return Math.min(overlap(first, cut), overlap(rest(first), rest(cut)));
}
