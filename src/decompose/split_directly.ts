import { mixByMask } from "../image/mix_by_mask.ts";
import type { Picture } from "../image/picture.ts";
import { type Space, toSpace } from "../image/space.ts";
import type { FittedLayers } from "./answer.ts";
import { answerInSrgb } from "./answer_in_srgb.ts";
import type { DirectRecipe, DirectTask } from "./recipe.ts";
import type { Answer } from "./types.ts";
import { judgeSeparation } from "./verdict/judge_separation.ts";

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
  const [photo, ...others] = photos;
  const inSpace = (one: Picture) => toSpace(one, space);
  const { more = [], certainty, found, ...first } = await recipe.separate({
    photos: [inSpace(photo), ...others.map(inSpace)],
    hint,
  });
  const whole = ({ layers, mask }: FittedLayers) =>
    answerInSrgb({ layers, mask, reconstruction: mixByMask(layers, mask) }, space);
  return {
    pictures: whole(first),
    more: more.map(whole),
    engine: null,
    weights: null,
    found,
    verdict: await judgeSeparation(photo, certainty),
    working: first.mask,
    stepsDone: 0,
    losses: { steps: [], terms: {} },
  };
}
