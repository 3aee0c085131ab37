import type { FoundLayers } from "../decompose/types.ts";
import type { Picture } from "../image/picture.ts";
import { pictureGrid } from "./picture_grid.ts";

/**
 * Lays the photo, layer 1, layer 2 and the mask side by side, with white gaps between.
 *
 * @param result The photo, [3,h,w] in [0, 1], its layers and mask, of the same size.
 * @returns The sheet, [3,h,w], at most 2400 pixels wide and high. Small photos keep their size.
 */
export function contactSheet(
  { photo, layers, mask }: FoundLayers,
): Promise<Picture> {
  return pictureGrid([[photo, ...layers, mask]]);
}
