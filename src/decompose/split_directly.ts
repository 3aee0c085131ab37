import { mixByMask } from "../image/mix_by_mask.ts";
import { type Space, toSpace } from "../image/space.ts";
import type { FittedLayers } from "./answer.ts";
import { answerInSrgb } from "./answer_in_srgb.ts";
import type { DirectRecipe, DirectTask } from "./recipe.ts";
import type { Answer } from "./types.ts";
import { verdictOf } from "./verdict.ts";

/**
 * Takes photos apart by a recipe that fits no networks.
 *
 * @param recipe Which.
 * @param task The photos, sRGB, and strokes.
 * @param space In what values the layers add up.
 * @returns Layers and what is to be told of them.
 * @throws {UserError} If the photos or the strokes are not what the recipe needs.
 */
export async function splitDirectly(
  recipe: DirectRecipe,
  { photos, hint }: DirectTask,
  space: Space,
): Promise<Answer> {
  const inSpace = photos.map((photo) => toSpace(photo, space));
  const { more = [], certainty, because, found, ...first } = await recipe.separate({
    photos: inSpace,
    hint,
  });
  const whole = ({ layers, mask }: FittedLayers) =>
    answerInSrgb({ layers, mask, reconstruction: mixByMask(layers, mask) }, space);
  return {
    ...whole(first),
    more: more.map(whole),
    engine: null,
    weights: null,
    found,
    verdict: verdictOf(certainty, because),
    working: first.mask,
    stepsDone: 0,
    losses: { steps: [], terms: {} },
  };
}
