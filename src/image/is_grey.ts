import type { Picture } from "./picture.ts";

/**
 * Tells whether a picture has no colour.
 *
 * @param picture [c,h,w].
 * @returns Whether all channels are the same.
 */
export function isGrey({ data, height, width }: Picture): boolean {
  const pixels = height * width;
  for (let i = pixels; i < data.length; i++) if (data[i] !== data[i % pixels]) return false;
  return true;
}
