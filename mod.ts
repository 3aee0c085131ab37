/**
 * unblend takes one photograph that is two photographs and gives back the two.
 *
 * @example
 * ```ts
 * import { split } from "./mod.ts";
 * const { layers, report } = await split("fixtures/two-people.png", { steps: 20, size: 64 });
 * console.log(layers[0].width, report.reproduction.psnr);
 * ```
 *
 * @module
 */
export { split } from "./src/decompose/split.ts";
export { RECIPE_NAMES } from "./src/decompose/recipes.ts";
export type { Layers, Progress, Report, SplitOptions, SplitResult } from "./src/decompose/types.ts";
export { UserError } from "./src/errors.ts";
export type { Picture } from "./src/image/picture.ts";
