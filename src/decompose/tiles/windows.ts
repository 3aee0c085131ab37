import type { Area } from "../../image/pad_picture.ts";
import type { Size } from "../../image/resize_picture.ts";

/** Windows of one size, side by side and one below the other. */
export interface WindowGrid extends Size {
  /** Where each column of windows begins, in pixels, from left to right. */
  readonly lefts: readonly number[];
  /** Where each row of windows begins, from top to bottom. */
  readonly tops: readonly number[];
  /** The windows, row by row. */
  readonly windows: readonly Area[];
}

/** Neighbours have half of each in common: each pixel but those at the border is seen four times. */
const OVERLAP = 1 / 2;

/**
 * Covers a photo with windows that overlap by half or more. All lie inside the photo, evenly spaced to
 * a pixel; a photo smaller than a window has windows as wide, or as high, as itself.
 *
 * @param photo Its size in pixels.
 * @param side Pixels a side of a window, 2 or more.
 * @returns The windows.
 */
export function coverWithWindows(photo: Size, side: number): WindowGrid {
  const [width, height] = [Math.min(side, photo.width), Math.min(side, photo.height)];
  const [lefts, tops] = [starts(photo.width, width), starts(photo.height, height)];
  const windows = tops.flatMap((top) => lefts.map((left) => ({ left, top, width, height })));
  return { width, height, lefts, tops, windows };
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

function starts(length: number, side: number): readonly number[] {
  const gaps = Math.ceil((length - side) / Math.max(1, Math.floor((1 - OVERLAP) * side)));
  return Array.from({ length: gaps + 1 }, (_, i) => i && Math.round(i * (length - side) / gaps));
}
