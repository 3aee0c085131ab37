import type { Picture } from "./picture.ts";
import { resampleColumns, resampleRows } from "./resample.ts";

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Enlarges or shrinks a picture with a cubic filter, in floats, nothing clipped or rounded: values
 * may be negative, a flat picture keeps its value, and beside a sharp edge values overshoot a little.
 * (sharp clips floats below zero, so it cannot do this.)
 *
 * @param picture [c,h,w], any values.
 * @param size The new size; its aspect ratio may differ.
 * @returns [c,size.height,size.width]; the same picture if it has that size.
 * @throws {RangeError} If a side is not a whole number of at least 1.
 */
export function resizePicture(picture: Picture, { width, height }: Size): Promise<Picture> {
  return new Promise((resolve) => resolve(resampleRows(resampleColumns(picture, width), height)));
}

/**
 * Tells how large a picture becomes if its long side is limited.
 *
 * @param width Columns.
 * @param height Rows.
 * @param longSide The most that the longer side may have.
 * @returns The size with the same aspect ratio, never larger than the picture. The short side has at
 * least 16 pixels, at the cost of the ratio, where the picture and `longSide` leave room for them.
 */
export function fitWithin(width: number, height: number, longSide: number): Size {
  const scale = Math.min(1, longSide / Math.max(width, height));
  const fit = (side: number) => Math.max(Math.round(side * scale), Math.min(16, side, longSide));
  return { width: fit(width), height: fit(height) };
}
