import { inRange, oneOf } from "../check_option.ts";
import { UserError } from "../errors.ts";
import { BACKEND_NAMES } from "../runtime/backends.ts";
import type { Recipe } from "./recipe.ts";
import { RECIPE_NAMES, RECIPES } from "./recipes.ts";
import type { SplitOptions } from "./types.ts";

/** The settings of a split, each checked and present. */
export interface Settings {
  readonly recipeName: string;
  readonly recipe: Recipe;
  readonly method: Method;
  readonly init: Init;
  /** A file in place of the weights that ship. */
  readonly weights: string | undefined;
  readonly size: number;
  readonly steps: number;
  readonly seed: number;
  readonly backend: string;
}

/** What can answer. */
export const METHODS = ["fit", "unet"] as const;
export type Method = typeof METHODS[number];

/** Where a fit can begin. */
export const INITS = ["none", "unet"] as const;
export type Init = typeof INITS[number];

/** What the numeric options may be, both ends included. */
export const RANGES = {
  size: [32, 2048],
  steps: [1, 1_000_000],
  seed: [0, 2 ** 32 - 1],
} as const;

/**
 * Checks the options of a split and fills in the defaults.
 *
 * @param options As the caller gave them.
 * @returns The settings.
 * @throws {UserError} If a recipe does not exist or a number is out of range.
 */
export function checkOptions(options: SplitOptions): Settings {
  const recipeName = oneOf("recipe", options.recipe ?? RECIPE_NAMES[0] ?? "", RECIPE_NAMES);
  const recipe = RECIPES[recipeName] as Recipe;
  const method = oneOf("method", options.method ?? "fit", METHODS);
  const init = oneOf("init", options.init ?? (recipe.guided ? "unet" : "none"), INITS);
  if (!recipe.guided && (method === "unet" || init === "unet")) {
    throw new UserError(
      `The recipe ${recipeName} does without the trained network: choose another recipe, or leave ` +
        `out ${method === "unet" ? "method" : "init"} unet`,
      { usage: true },
    );
  }
  return {
    recipeName,
    recipe,
    method,
    init,
    weights: options.weights,
    size: inRange("size", options.size ?? 256, RANGES.size),
    steps: inRange("steps", options.steps ?? recipe.steps, RANGES.steps),
    seed: inRange("seed", options.seed ?? 0, RANGES.seed),
    backend: oneOf("backend", options.backend ?? "auto", BACKEND_NAMES),
  };
}
