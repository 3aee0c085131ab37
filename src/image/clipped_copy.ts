import { clipInPlace } from "./clip_picture.ts";
import type { Picture } from "./picture.ts";
import { resizePicture, type Size } from "./resize_picture.ts";

/**
 * Scales a photo to a size. A copy may not leave [0, 1] beside an edge, as a cubic filter does.
 *
 * @param photo [c,h,w] in [0, 1].
 * @param size The new size.
 * @returns [c,size.height,size.width]; the photo itself, where it has that size.
 */
export async function clippedCopy(photo: Picture, size: Size): Promise<Picture> {
  const copy = await resizePicture(photo, size);
  if (copy !== photo) clipInPlace(copy);
  return copy;
}
