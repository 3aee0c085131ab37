import { clippedCopy } from "../../image/clipped_copy.ts";
import type { Picture } from "../../image/picture.ts";
import { fitWithin } from "../../image/resize_picture.ts";
import { carryDifference, type Kept } from "../carry_difference.ts";
import { findCorrection } from "./correction.ts";
import { findShare } from "./share.ts";

/** Long side of the copy that is looked at: the prior's weights are for photos of this size. */
const SIDE = 128;

/** So rough a guess has no edges of its own that are worth keeping. */
const LINES_ALONE: Kept = { regions: 0, detail: 0 };

/** A photo through a pane, explained: share * scene + (1 - share) * reflection. */
export interface Reflected {
  /** What is behind the pane, at full brightness, [3,h,w] in [0, 1]. */
  readonly scene: Picture;
  /** What the pane mirrors, at full brightness, [3,h,w] in [0, 1]. */
  readonly reflection: Picture;
  /** The scene's share of the photo, 0.55 to 0.95. */
  readonly share: number;
}

/**
 * Gives a photo behind a soft reflection its contrast and edges back: the scene's edges are sharper
 * than the reflection's (Li and Brown 2014), and a reflection lifts what would be black; weights that
 * were fitted to photos of known reflections make one guess of all that, which the photo's own edges
 * carry to its size. What the pane mirrors is weakened by a part, not taken out: large soft shapes
 * could be either scene's, and nothing here knows what scenes look like.
 *
 * @param photo [3,h,w] in [0, 1], sRGB.
 * @returns Scene, reflection and share; their mixture is the photo exactly.
 */
export async function removeReflection(photo: Picture): Promise<Reflected> {
  const size = fitWithin(photo.width, photo.height, SIDE);
  const small = await clippedCopy(photo, size);
  const reflected = findShare(small);
  const share = 1 - reflected;
  const correction = await carryDifference(findCorrection(small, reflected), photo, LINES_ALONE);
  const scene = new Float32Array(photo.data.length);
  const reflection = scene.map((_, i) => {
    const value = photo.data[i] as number;
    // No scene that would ask for a reflection beyond black or white.
    const least = Math.max(0, (value - reflected) / share);
    const most = Math.min(1, value / share);
    const t = Math.min(most, Math.max(least, value + (correction.data[i] as number)));
    scene[i] = t;
    return Math.min(1, Math.max(0, (value - share * t) / reflected));
  });
  return { scene: { ...photo, data: scene }, reflection: { ...photo, data: reflection }, share };
}
