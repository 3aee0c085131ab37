import { Fit } from "../fit/fit.ts";
import { Random } from "../random.ts";
import type { Engine } from "../runtime/engine.ts";
import type { FittedRecipe } from "./recipe.ts";
import { recipeFit } from "./recipe_fit.ts";

/**
 * Begins to fit a recipe to a photo of noise, which takes as long a step as any photo. Where the
 * recipe goes by a trained network's layers, as a split does by default, noise stands for them too.
 *
 * @param recipe What is fitted.
 * @param size Sides of the photo, in pixels, a multiple of the recipe's own.
 * @param engine What computes.
 * @returns The fit, no step done.
 */
export function beginTrial(recipe: FittedRecipe, size: number, engine: Engine): Promise<Fit> {
  const random = new Random(0, "photo");
  const noise = (channels: number) => {
    const data = Float32Array.from({ length: channels * size * size }, () => random.uniform());
    return { data, channels, height: size, width: size };
  };
  const { steps, guided } = recipe;
  const photo = noise(3);
  const given = guided ? { guide: noise(6) } : undefined;
  return Fit.begin({ ...recipeFit(recipe, photo, { steps, seed: 0, given }), engine });
}

/**
 * Times the steps of a fit.
 *
 * @param fit Which; it moves on.
 * @param count Steps that count, 1 or more.
 * @param warmUp Steps before them, which do not.
 * @returns Milliseconds of each step that counts.
 */
export async function timeSteps(
  fit: Fit,
  count: number,
  warmUp: number,
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let step = 0; step < warmUp + count; step++) {
    const start = performance.now();
    await fit.advance();
    times.push(performance.now() - start);
  }
  return times.slice(warmUp);
}
