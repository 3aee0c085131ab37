import type { Picture } from "../image/picture.ts";
import { toSpace } from "../image/space.ts";
import { type PhotoValues, storeInPlace } from "./answer_as_stored.ts";
import type { DirectRecipe, DirectTask } from "./recipe.ts";
import type { Answer } from "./types.ts";
import { judgeSeparation } from "./verdict/judge_separation.ts";

/**
 * Takes photos apart by a recipe that fits no networks.
 *
 * @param recipe Which.
 * @param task The photos, as stored, and strokes.
 * @param values In what values the layers add up.
 * @returns Layers and what is to be told of them.
 * @throws {UserError} If the photos or the strokes are not what the recipe needs.
 */
export async function splitDirectly(
  recipe: DirectRecipe,
  { photos, hint }: DirectTask,
  values: PhotoValues,
): Promise<Answer> {
  const [photo, ...others] = photos;
  const inSpace = (one: Picture) => toSpace(one, values.space, values.curves);
  const { more = [], certainty, found, ...first } = await recipe.separate({
    photos: [inSpace(photo), ...others.map(inSpace)],
    hint,
  });
  storeInPlace([first, ...more].flatMap(({ layers }) => layers), values);
  return {
    pictures: { photo, layers: first.layers, mask: first.mask },
    more: more.map((one, i) => ({ photo: others[i] as Picture, ...one })),
    engine: null,
    weights: null,
    found,
    tiles: null,
    verdict: await judgeSeparation(photo, certainty),
    working: first.mask,
    stepsDone: 0,
    losses: { steps: [], terms: {} },
  };
}
