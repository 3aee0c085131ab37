import { DOUBLE_EXPOSURE } from "../../../src/decompose/double_exposure.ts";
import { recipeFit } from "../../../src/decompose/recipe_fit.ts";
import { Fit } from "../../../src/fit/fit.ts";
import type { Engine } from "../../../src/runtime/engine.ts";

/**
 * Begins a fit of the default recipe to a small picture of waves.
 *
 * @param engine What computes.
 * @param size Width and height. Default 32.
 * @returns The fit, no step done.
 */
export function beginDefaultFit(engine: Engine, size = 32): Promise<Fit> {
  const data = Float32Array.from({ length: 3 * size ** 2 }, (_, i) => 0.5 + Math.sin(i * 0.37) / 2);
  const photo = { data, channels: 3, height: size, width: size };
  const start = recipeFit(DOUBLE_EXPOSURE, photo, { steps: 10, seed: 0 });
  return Fit.begin({ ...start, engine });
}
