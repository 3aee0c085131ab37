import type { Area } from "../../image/pad_picture.ts";
import type { Size } from "../../image/resize_picture.ts";

/**
 * Covers a photo with windows of one size that overlap. All lie inside the photo, evenly spaced to a
 * pixel; a photo smaller than a window has windows as wide, or as high, as itself.
 *
 * @param photo Its size in pixels.
 * @param side Pixels a side of a window, 2 or more.
 * @param overlap Share of the side that neighbours have in common at least, 0 to below 1.
 * @returns The windows, row by row.
 */
export function coverWithWindows(photo: Size, side: number, overlap: number): readonly Area[] {
  const [width, height] = [Math.min(side, photo.width), Math.min(side, photo.height)];
  const lefts = starts(photo.width, width, overlap);
  return starts(photo.height, height, overlap).flatMap((top) =>
    lefts.map((left) => ({ left, top, width, height }))
  );
}

/**
 * The part that two windows have in common.
 *
 * @param a One.
 * @param b The other.
 * @returns The rectangle; undefined if there is none.
 */
export function commonPart(a: Area, b: Area): Area | undefined {
  const [left, top] = [Math.max(a.left, b.left), Math.max(a.top, b.top)];
  const width = Math.min(a.left + a.width, b.left + b.width) - left;
  const height = Math.min(a.top + a.height, b.top + b.height) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : undefined;
}

function starts(length: number, side: number, overlap: number): readonly number[] {
  const steps = Math.ceil((length - side) / Math.max(1, Math.floor((1 - overlap) * side)));
  return Array.from({ length: steps + 1 }, (_, i) => Math.round(i * (length - side) / steps) || 0);
}
