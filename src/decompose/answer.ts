import { clipInPlace, clipPicture } from "../image/clip_picture.ts";
import { evenMask } from "../image/even_mask.ts";
import type { Picture } from "../image/picture.ts";
import { resizePicture } from "../image/resize_picture.ts";
import { addDifference, addFullDifference } from "./add_difference.ts";
import { type PhotoValues, storeInPlace } from "./answer_as_stored.ts";
import type { FittedRecipe } from "./recipe.ts";
import type { Pair } from "./separator.ts";

/** Layers and their shares: of a working copy, as they were found, or of the photo. */
export interface FittedLayers {
  /** [3,h,w] each. */
  readonly layers: Pair;
  /** [1,h,w]. */
  readonly mask: Picture;
}

/** How {@linkcode makeAnswer} answers. */
export interface AnswerSettings {
  /** How the recipe wants it. */
  readonly answer: FittedRecipe["answer"];
  /**
   * Root mean square of D at most, in standard deviations of the photo. Default: as much as
   * layers ever differ by.
   */
  readonly most?: number | undefined;
  /** In what values the layers add up; those of the fit are in them. */
  readonly values: PhotoValues;
}

/**
 * Carries what was fitted on the working copy to the photo itself.
 *
 * With `difference` only D = layer 1 - layer 2 and the mask m come from the fit. The layers are then
 * photo + (1 - m) D and photo - m D: they keep all of the photo's sharpness, and m and 1 - m of them
 * add up to the photo exactly. D is carried by the photo's own edges; it is no larger than the
 * evidence for it deserves, and kept within what leaves both layers in [0, 1].
 *
 * Photos can be large: beside the photo and the answer nothing of their size is in memory.
 *
 * @param photo The photo at its own size, [3,h,w] in [0, 1], as stored.
 * @param fitted Layers and mask at the working size.
 * @param settings Whether of layers or their difference, and in which values.
 * @returns Layers, as stored, and mask at the photo's size.
 */
export async function makeAnswer(
  photo: Picture,
  { layers: [a, b], mask: shares }: FittedLayers,
  { answer, most, values }: AnswerSettings,
): Promise<FittedLayers> {
  const mask = await enlarge(shares, photo);
  const layers = answer === "layers"
    ? [await enlarge(a, photo), await enlarge(b, photo)] as const
    : await addDifference(photo, [a, b], { mask, most, values });
  storeInPlace(layers, values);
  return { layers, mask };
}

/**
 * Makes an answer in equal shares of a difference of layers that is known at the photo's own size, as
 * `makeAnswer` does of a smaller one.
 *
 * @param photo [3,h,w] in [0, 1], as stored.
 * @param difference Layer 1 - layer 2, [3,h,w]; overwritten.
 * @param settings The most that is answered, and in which values.
 * @returns Layers, as stored, and mask.
 */
export function answerDifference(
  photo: Picture,
  difference: Picture,
  { most, values }: Pick<AnswerSettings, "most" | "values">,
): FittedLayers {
  const mask = evenMask(photo, 0.5);
  const layers = addFullDifference(photo, difference, { mask, most, values });
  storeInPlace(layers, values);
  return { layers, mask };
}

/** Never the same picture: it is overwritten. */
async function enlarge(layer: Picture, photo: Picture): Promise<Picture> {
  const enlarged = await resizePicture(layer, photo);
  if (enlarged === layer) return clipPicture(layer);
  clipInPlace(enlarged);
  return enlarged;
}
