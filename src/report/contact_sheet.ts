import type { Layers } from "../decompose/types.ts";
import type { Picture } from "../image/picture.ts";
import { resizePicture } from "../image/resize_picture.ts";

/** What the sheet measures at most, in pixels. */
const LIMIT = 2400;
const GAP = 8;

/**
 * Lays the photo, layer 1, layer 2 and the mask side by side, with white gaps between.
 *
 * @param photo The photo, [3,h,w] in [0, 1].
 * @param result Its layers and mask, of the same size.
 * @returns The sheet, [3,h,w], at most 2400 pixels wide and high. Small photos keep their size.
 */
export async function contactSheet(
  photo: Picture,
  { layers, mask }: Pick<Layers, "layers" | "mask">,
): Promise<Picture> {
  const pictures = [photo, ...layers, mask];
  const { length } = pictures;
  const most = (LIMIT - GAP * (length - 1)) / length;
  const scale = Math.min(1, most / photo.width, LIMIT / photo.height);
  const tile = {
    width: Math.max(1, Math.floor(photo.width * scale)),
    height: Math.max(1, Math.floor(photo.height * scale)),
  };
  const width = length * (tile.width + GAP) - GAP;
  const data = new Float32Array(3 * tile.height * width).fill(1);
  for (const [place, picture] of pictures.entries()) {
    const small = await resizePicture(picture, tile);
    for (let row = 0; row < 3 * tile.height; row++) {
      // A mask has one channel: it is read for red, green and blue alike.
      const from = (row % (small.channels * tile.height)) * tile.width;
      const to = row * width + place * (tile.width + GAP);
      data.set(small.data.subarray(from, from + tile.width), to);
    }
  }
  return { data, channels: 3, height: tile.height, width };
}
