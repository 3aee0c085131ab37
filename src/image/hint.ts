import { clipPicture } from "./clip_picture.ts";
import type { Picture } from "./picture.ts";
import { resizePicture, type Size } from "./resize_picture.ts";

/** What a user knows of the layers: where one sees the first, and where the second. */
export interface Hint {
  /** Red strokes, [1,h,w]: the share of each pixel that they cover, 0 to 1. */
  readonly first: Picture;
  /** Blue strokes, the same of layer 2. */
  readonly second: Picture;
}

/**
 * Scales a hint, as the copy of a photo that it belongs to. On a small copy thin strokes cover a part
 * of each pixel at most; they are made as strong again as they were, for a thin pen says no less.
 *
 * @param hint Of any size.
 * @param size The new size.
 * @returns The strokes at that size.
 */
export async function resizeHint({ first, second }: Hint, size: Size): Promise<Hint> {
  const scaled = async (mask: Picture) => {
    const copy = clipPicture(await resizePicture(mask, size));
    const gain = strongest(mask) / strongest(copy) || 0;
    return clipPicture({ ...copy, data: copy.data.map((v) => v * gain) });
  };
  return { first: await scaled(first), second: await scaled(second) };
}

function strongest({ data }: Picture): number {
  return data.reduce((most, v) => Math.max(most, v), 0);
}
