import type { Picture } from "./picture.ts";

/**
 * Gives back a picture's memory at once. The garbage collector knows little of such large arrays, and
 * may come when those of the next photo are there already.
 *
 * @param picture It has no values afterwards.
 */
export function releasePicture({ data }: Picture): void {
  // Another picture with the same values may be released already.
  if (data.length > 0) (data.buffer as ArrayBuffer).transfer(0);
}
