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
  const init = oneOf("init", options.init ?? "none", INITS);
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
    size: integer("size", options.size ?? 256),
    steps: integer("steps", options.steps ?? recipe.steps),
    seed: integer("seed", options.seed ?? 0),
    backend: oneOf("backend", options.backend ?? "auto", BACKEND_NAMES),
  };
}

function oneOf<Name extends string>(kind: string, name: string, names: readonly Name[]): Name {
  const found = names.find((one) => one === name);
  if (found !== undefined) return found;
  throw new UserError(`There is no ${kind} "${name}": choose one of ${names.join(", ")}`, {
    usage: true,
  });
}

function integer(name: keyof typeof RANGES, value: number): number {
  const [least, most] = RANGES[name];
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  const range = `a whole number from ${least} to ${most}`;
  throw new UserError(`The ${name} must be ${range}, not ${value}`, { usage: true });
}
