import { drawLocalLine, fitLocalLine } from "../image/guided_filter.ts";
import type { Picture } from "../image/picture.ts";
import { resizePicture } from "../image/resize_picture.ts";

/** Radius of the windows in which D is told by the photo, as a share of the long side. */
const RADIUS = 6 / 128;
/** Variance of colours that count as flat. */
const FLAT = 1e-3;
/** An edge of the photo can belong to one layer, or to the other: D has it twice, at most. */
const STEEPEST = 2;

/**
 * Carries the difference of two layers from a small copy of a photo to the photo. In small windows it
 * is told as a multiple of the photo and a constant: how much of the photo's structure there belongs
 * to which layer. So each edge of the large photo goes where the small copy has most of it.
 *
 * @param difference Layer 1 - layer 2 of the copy, [3,h,w].
 * @param photo [3,h',w'].
 * @returns The difference at the photo's size.
 */
export async function carryDifference(difference: Picture, photo: Picture): Promise<Picture> {
  const guide = await resizePicture(photo, difference);
  const line = fitLocalLine(difference, guide, {
    radius: Math.max(1, Math.round(RADIUS * Math.max(guide.width, guide.height))),
    epsilon: FLAT,
    steepest: STEEPEST,
  });
  return drawLocalLine(line, photo);
}
