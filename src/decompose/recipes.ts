import { DEHAZE } from "./dehaze.ts";
import { DOUBLE_EXPOSURE } from "./double_exposure.ts";
import { PROPORTIONS } from "./proportions.ts";
import { PUBLISHED } from "./published.ts";
import type { FittedRecipe, Recipe } from "./recipe.ts";
import { REFLECTION } from "./reflection.ts";
import { SEGMENT } from "./segment.ts";
import { TEXTURE } from "./texture.ts";
import { WATERMARK } from "./watermark.ts";

/** The recipes whose networks are fitted to the photo, by name; the first is the default. */
export const FITTED_RECIPES = {
  "double-exposure": DOUBLE_EXPOSURE,
  "published": PUBLISHED,
} as const satisfies Readonly<Record<string, FittedRecipe>>;

/** Every recipe by its name. A new task is one more line here. */
export const RECIPES: Readonly<Record<string, Recipe>> = {
  "double-exposure": DOUBLE_EXPOSURE,
  "proportions": PROPORTIONS,
  "reflection": REFLECTION,
  "watermark": WATERMARK,
  "texture": TEXTURE,
  "dehaze": DEHAZE,
  "segment": SEGMENT,
  "published": PUBLISHED,
};

/** The names that `--recipe` takes, the default first. */
export const RECIPE_NAMES: readonly string[] = Object.keys(RECIPES);

/** The recipe of one photo, and that of several, where none is named. */
export const DEFAULT_RECIPES = { one: "double-exposure", several: "proportions" } as const;
