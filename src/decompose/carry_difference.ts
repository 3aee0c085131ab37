import { drawLocalLine, fitLocalLine } from "../image/guided_filter.ts";
import type { Picture } from "../image/picture.ts";
import { resizePicture } from "../image/resize_picture.ts";
import { detailOf } from "../metrics/detail.ts";
import { layerDifference } from "./layer_difference.ts";

/** Radius of the windows in which D is told by the photo, as a share of the long side. */
const RADIUS = 6 / 128;
/** Variance of colours that count as flat. */
const FLAT = 1e-3;
/** An edge of the photo can belong to one layer, or to the other: D has it twice, at most. */
const STEEPEST = 2;

/** How much is kept of what lines do not tell, 0 to 1. */
export interface Kept {
  /** Of all but its detail. */
  readonly regions: number;
  /** Of what {@linkcode detailOf} leaves of it. */
  readonly detail: number;
}

/**
 * What a fit or a network says of regions is right more often than lines are; of detail, lines are
 * (bench/README.md). But layers that are nearly right would lose most of what they have without any.
 */
const KEPT: Kept = { regions: 1, detail: 0.1 };

/**
 * Carries the difference of two layers from a small copy of a photo to the photo. In small windows it
 * is told as a multiple of the photo and a constant: how much of the photo's structure there belongs
 * to which layer. So each edge of the large photo goes where the small copy has most of it. What lines
 * do not tell is enlarged as it is, its regions whole and its detail in part.
 *
 * @param difference Layer 1 - layer 2 of the copy, [3,h,w].
 * @param photo [3,h',w'].
 * @param kept How much is kept of what lines do not tell.
 * @returns The difference at the photo's size; beside it nothing of that size is made.
 */
export async function carryDifference(
  difference: Picture,
  photo: Picture,
  kept: Kept = KEPT,
): Promise<Picture> {
  const guide = await resizePicture(photo, difference);
  const { slope, offset } = fitLocalLine(difference, guide, {
    radius: Math.max(1, Math.round(RADIUS * Math.max(guide.width, guide.height))),
    epsilon: FLAT,
    steepest: STEEPEST,
  });
  const told = drawLocalLine({ slope, offset }, guide);
  const rest = layerDifference([difference, told]);
  const detail = detailOf(rest);
  // Enlarging is linear: what is added to the offset is enlarged along with it.
  const data = offset.data.map((v, i) => {
    const [all, fine] = [rest.data[i] as number, detail.data[i] as number];
    return v + kept.regions * (all - fine) + kept.detail * fine;
  });
  return drawLocalLine({ slope, offset: { ...offset, data } }, photo);
}
