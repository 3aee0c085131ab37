import { DOUBLE_EXPOSURE } from "./double_exposure.ts";
import { PUBLISHED } from "./published.ts";
import type { Recipe } from "./recipe.ts";

/** Every recipe by its name; the first is the default. A new task is one more line here. */
export const RECIPES: Readonly<Record<string, Recipe>> = {
  "double-exposure": DOUBLE_EXPOSURE,
  "published": PUBLISHED,
};

/** The names that `--recipe` takes, the default first. */
export const RECIPE_NAMES: readonly string[] = Object.keys(RECIPES);
