import { evenMask } from "../image/even_mask.ts";
import { orderByStrokes } from "./hint/order_by_strokes.ts";
import type { DirectRecipe } from "./recipe.ts";
import { separateTextures } from "./texture/separate_textures.ts";

/**
 * Two textures: one of lines and repetitions, the other random, which are told apart by the photo's
 * spectrum.
 */
export const TEXTURE: DirectRecipe = {
  kind: "direct",
  summary: "Two textures, one of them regular (bricks, tiles, stripes), the other random",
  example: "photo.jpg --recipe texture",
  photos: [1, 1],
  hint: "red where layer 1 is the brighter, blue where layer 2 is: their order",
  separate: async ({ photos: [photo], hint }) => {
    const { layers, certainty, peaks, overlap } = await separateTextures(photo);
    const ordered = orderByStrokes({ layers, mask: evenMask(photo, 0.5) }, hint);
    return { ...ordered, certainty, found: { peaks, overlap } };
  },
};
