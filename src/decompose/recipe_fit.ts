import type { FitStart } from "../fit/fit.ts";
import type { FittedRecipe } from "./recipe.ts";

/**
 * Describes the fit of a recipe to a photo; an engine is all that it lacks.
 *
 * @param recipe What is fitted, and how.
 * @param photo [3,h,w] in [0, 1], sides as the recipe needs them.
 * @param settings `steps` in all; `seed` of everything random; what else is
 * `given`, by name: `guide`, layers to begin from, one behind the other, [6,h,w].
 * @returns What a fit begins with. Its pictures are `first` and `second`, the layers, and `mask`.
 */
export function recipeFit(
  recipe: FittedRecipe,
  photo: FitStart["photo"],
  { steps, seed, given }: {
    readonly steps: number;
    readonly seed: number;
    readonly given?: FitStart["given"];
  },
): Omit<FitStart, "engine"> {
  return {
    photo,
    given,
    build: (inputs) => {
      const { layers: [first, second], mask, terms } = recipe.build(inputs);
      return { terms, pictures: { first, second, mask } };
    },
    settings: recipe.settings,
    steps,
    seed,
  };
}
