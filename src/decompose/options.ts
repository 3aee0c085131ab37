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
  /** `unet` of the trained network alone. */
  readonly init: Init;
  /** A file in place of the weights that ship. */
  readonly weights: string | undefined;
  readonly size: number;
  /** 0 of the trained network alone. */
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
 * @throws {UserError} If a recipe does not exist, a number is out of range, or an option has no effect
 * beside the others.
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
  const steps = inRange("steps", options.steps ?? recipe.steps, RANGES.steps);
  refuseIdle(options, { method, init });
  return {
    recipeName,
    recipe,
    method,
    init,
    weights: options.weights,
    size: inRange("size", options.size ?? 256, RANGES.size),
    steps: method === "unet" ? 0 : steps,
    seed: inRange("seed", options.seed ?? 0, RANGES.seed),
    backend: oneOf("backend", options.backend ?? "auto", BACKEND_NAMES),
  };
}

/** Refuses what would be passed over: who asks for it expects something else than they would get. */
function refuseIdle(
  options: SplitOptions,
  { method, init }: { readonly method: Method; readonly init: Init },
): void {
  const refuse = (message: string) => new UserError(message, { usage: true });
  for (const name of ["steps", "init"] as const) {
    if (method !== "unet" || options[name] === undefined) continue;
    throw refuse(`The method unet has no ${name}: leave out ${name}, or choose method fit`);
  }
  if (method === "fit" && init === "none" && options.weights !== undefined) {
    throw refuse(
      "A fit from nothing has no use for weights: leave out weights, or choose a recipe and init " +
        "with the trained network",
    );
  }
}
