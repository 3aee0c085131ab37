import { inRange, oneOf } from "../check_option.ts";
import { UserError } from "../errors.ts";
import { BACKEND_NAMES } from "../runtime/backends.ts";
import { type Space, SPACES } from "../image/space.ts";
import { MOST_MEGAPIXELS } from "../image/megapixels.ts";
import { type BorderOption, checkBorder } from "./border_option.ts";
import type { Recipe } from "./recipe.ts";
import { DEFAULT_RECIPES, RECIPE_NAMES, RECIPES } from "./recipes.ts";
import type { SplitOptions } from "./types.ts";

/** The settings of a split, each checked and present. */
export interface Settings {
  readonly recipeName: string;
  readonly recipe: Recipe;
  /** `direct` of a recipe that fits no networks. */
  readonly method: Method | "direct";
  /** `unet` of the trained network alone. */
  readonly init: Init;
  /** A file in place of the weights that ship. */
  readonly weights: string | undefined;
  readonly size: number;
  /** Whether `size` is that of windows. */
  readonly tiles: boolean;
  /** 0 where no networks are fitted. */
  readonly steps: number;
  readonly seed: number;
  readonly backend: string;
  readonly space: Space;
  /** How much of layer 2 is taken out of the retouched photo, in percent. */
  readonly strength: number;
  readonly border: BorderOption;
  /** Most megapixels of a photo. */
  readonly megapixels: number;
  /** Where and how often a fit is kept; undefined if it is not, or where no networks are fitted. */
  readonly checkpoint: CheckpointSettings | undefined;
}

/** How a fit is kept. */
export interface CheckpointSettings {
  readonly path: string;
  /** Between two times. */
  readonly seconds: number;
  /** Whether to go on from what is there. */
  readonly resume: boolean;
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
  strength: [-100, 100],
  megapixels: [0.01, 1000],
  checkpoint: [0, 86_400],
} as const;

/** Long side of the working copy where none is given: what the network sees. A larger one is no better. */
const WORKING = 128;
/** Side of the windows where none is given. */
const WINDOW = 256;

/**
 * Checks the options of a split and fills in the defaults.
 *
 * @param options As the caller gave them.
 * @param photos How many photos there are. Default 1.
 * @returns The settings.
 * @throws {UserError} If a recipe does not exist or takes another number of photos, a number is out of
 * range, or an option has no effect beside the others.
 */
export function checkOptions(options: SplitOptions, photos = 1): Settings {
  const usual = photos > 1 ? DEFAULT_RECIPES.several : DEFAULT_RECIPES.one;
  const recipeName = oneOf("recipe", options.recipe ?? usual, RECIPE_NAMES);
  const recipe = RECIPES[recipeName] as Recipe;
  const common = {
    recipeName,
    recipe,
    weights: options.weights,
    size: inRange("size", options.size ?? (options.tiles ? WINDOW : WORKING), RANGES.size),
    tiles: options.tiles ?? false,
    seed: inRange("seed", options.seed ?? 0, RANGES.seed),
    backend: oneOf("backend", options.backend ?? "auto", BACKEND_NAMES),
    space: oneOf("space", options.space ?? "srgb", SPACES),
    strength: inRange("strength", options.strength ?? 100, RANGES.strength, { fraction: true }),
    border: checkBorder(options.border ?? "auto"),
    megapixels: inRange("megapixels", options.megapixels ?? MOST_MEGAPIXELS, RANGES.megapixels, {
      fraction: true,
    }),
  };
  refuseIdle(options, { recipeName, recipe, photos });
  const answers = howItAnswers(options, { recipeName, recipe });
  return { ...common, ...answers, checkpoint: howItIsKept(options, answers.method) };
}

interface Chosen {
  readonly recipeName: string;
  readonly recipe: Recipe;
}

/** Method, beginning and steps. */
function howItAnswers(
  options: SplitOptions,
  { recipeName, recipe }: Chosen,
): Pick<Settings, "method" | "init" | "steps"> {
  if (recipe.kind === "direct") return { method: "direct", init: "none", steps: 0 };
  const method = oneOf("method", options.method ?? "fit", METHODS);
  const init = oneOf("init", options.init ?? (recipe.guided ? "unet" : "none"), INITS);
  if (!recipe.guided && (method === "unet" || init === "unet")) {
    throw refusal(
      `The recipe ${recipeName} does without the trained network: choose another recipe, or leave ` +
        `out ${method === "unet" ? "method" : "init"} unet`,
    );
  }
  for (const name of ["steps", "init"] as const) {
    if (method !== "unet" || options[name] === undefined) continue;
    throw refusal(`The method unet has no ${name}: leave out ${name}, or choose method fit`);
  }
  if (method === "fit" && init === "none" && options.weights !== undefined) {
    throw refusal(
      "A fit from nothing has no use for weights: leave out weights, or choose a recipe and init " +
        "with the trained network",
    );
  }
  const steps = inRange("steps", options.steps ?? recipe.steps, RANGES.steps);
  return { method, init, steps: method === "unet" ? 0 : steps };
}

function howItIsKept(
  { checkpoint: path, checkpointSeconds = 30, resume = false, tiles = false }: SplitOptions,
  method: Settings["method"],
): CheckpointSettings | undefined {
  const seconds = inRange("checkpoint interval", checkpointSeconds, RANGES.checkpoint, {
    fraction: true,
  });
  if (method !== "fit" && resume) {
    throw refusal("There is nothing to go on from where no networks are fitted: leave out resume");
  }
  if (tiles && resume) {
    throw refusal("The fits of tiles are not kept to go on from: leave out resume, or tiles");
  }
  if (path === undefined && resume) {
    throw refusal("There is nothing to go on from: name the checkpoint, or leave out resume");
  }
  return method === "fit" && !tiles && path !== undefined ? { path, seconds, resume } : undefined;
}

/** What only networks have. */
const OF_NETWORKS = ["method", "init", "weights", "size", "steps", "seed", "backend"] as const;

/** Refuses what would be passed over: who asks for it expects something else than they would get. */
function refuseIdle(
  options: SplitOptions,
  { recipeName, recipe, photos }: Chosen & { readonly photos: number },
): void {
  const [least, most] = recipe.photos;
  if (photos < least || photos > most) {
    const takes = most === 1 ? "one photo" : `${least} to ${most} photos`;
    throw refusal(`The recipe ${recipeName} takes ${takes}, but was given ${photos}`);
  }
  const idle = recipe.kind === "direct"
    ? OF_NETWORKS.find((name) => options[name] !== undefined)
    : undefined;
  if (idle) throw refusal(`The recipe ${recipeName} fits no networks: leave out ${idle}`);
  if (options.tiles && !takesTiles(recipe)) {
    const those = RECIPE_NAMES.filter((name) => takesTiles(RECIPES[name])).join(" or ");
    throw refusal(`The recipe ${recipeName} knows no tiles: leave them out, or choose ${those}`);
  }
  if (options.hint !== undefined && !recipe.hint) {
    throw refusal(`The recipe ${recipeName} takes no hint: leave it out, or choose another recipe`);
  }
  if (options.space === "linear" && !recipe.linear) {
    throw refusal(`The recipe ${recipeName} knows no linear light: leave out space`);
  }
  if (options.strength !== undefined && !recipe.retouches) {
    const those = RECIPE_NAMES.filter((name) => RECIPES[name]?.retouches).join(" or ");
    throw refusal(`The recipe ${recipeName} has no strength: leave it out, or choose ${those}`);
  }
}

/** Windows are put in order, and told how to begin, by a guess. */
function takesTiles(recipe: Recipe | undefined): boolean {
  return recipe?.kind === "fitted" && recipe.guided;
}

function refusal(message: string): UserError {
  return new UserError(message, { usage: true });
}
