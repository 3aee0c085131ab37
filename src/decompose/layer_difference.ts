import type { Picture } from "../image/picture.ts";
import type { Pair } from "./separator.ts";

/**
 * The difference of two layers.
 *
 * @param layers [c,h,w] each.
 * @returns Layer 1 - layer 2, [c,h,w].
 */
export function layerDifference([a, b]: Pair): Picture {
  return { ...a, data: a.data.map((v, i) => v - (b.data[i] as number)) };
}
