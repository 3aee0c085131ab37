import { type Border, scaleBorder } from "../image/border.ts";
import { clippedCopy } from "../image/clipped_copy.ts";
import { evenMask } from "../image/even_mask.ts";
import { growPicture } from "../image/grow_picture.ts";
import { pastePicture } from "../image/pad_picture.ts";
import type { Picture } from "../image/picture.ts";
import type { FoundLayers } from "./types.ts";

/**
 * Puts the border of a photo around its layers again: the photo's own pixels in both, half of each.
 *
 * @param inside What the inside was taken apart into.
 * @param photo The whole photo, [3,h,w].
 * @param border Its border.
 * @param own Whether nobody else uses layers and mask, nor will: they become the result then.
 * @returns Layers and mask of the whole photo.
 */
export function frameLayers(
  { layers: [a, b], mask }: Omit<FoundLayers, "photo">,
  photo: Picture,
  border: Border,
  own = false,
): FoundLayers {
  const frame = (part: Picture, around: Picture) =>
    own ? growPicture(part, around, border) : pastePicture(around, part, border);
  return {
    photo,
    layers: [frame(a, photo), frame(b, photo)],
    mask: frame(mask, evenMask(photo, 0.5)),
  };
}

/**
 * Does the same on a smaller copy.
 *
 * @param inside What a copy of the inside was taken apart into.
 * @param photo The whole photo, [3,h,w], at its own size.
 * @param border Its border.
 * @returns Layers and mask of a copy of the whole photo.
 */
export async function frameCopy(
  { photo: copy, ...inside }: FoundLayers,
  photo: Picture,
  border: Border,
): Promise<FoundLayers> {
  const scaled = scaleBorder(border, copy.width / (photo.width - border.left - border.right));
  const size = {
    width: scaled.left + copy.width + scaled.right,
    height: scaled.top + copy.height + scaled.bottom,
  };
  const whole = await clippedCopy(photo, size);
  return frameLayers(inside, pastePicture(whole, copy, scaled), scaled);
}
