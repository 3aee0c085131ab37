import type { SplitSources } from "./sources.ts";
import { Splitter } from "./splitter.ts";
import type { SplitOptions, SplitResult } from "./types.ts";

/**
 * Takes one photo that is two photos apart into its two layers. A network that was trained on many
 * such photos makes a first guess; from there coupled deep image priors are fitted to this one (after
 * Gandelsman, Shocher and Irani, "Double-DIP", CVPR 2019). `method: "unet"` answers the guess itself,
 * in about a second; `init: "none"` fits from nothing; `weights` names another trained network.
 * Nothing is written or printed. It computes in a worker: who awaits it goes on answering timers,
 * requests and signals.
 *
 * @param source A path, an encoded picture's bytes, or pixels.
 * @param options Recipe, method, init, weights, size, steps, seed, backend; a signal to stop by;
 * functions to be told of progress.
 * @returns Layers, mask and reconstruction at the photo's own size, values in [0, 1], and the report.
 * If `options.signal` stops the fit after its first step, the result is what was found until then.
 * @throws {UserError} If the photo or the weights cannot be read, an option is out of range or has no
 * effect beside the others, or the backend is not to be had.
 * @throws {DOMException} `AbortError`, if the signal stops it before the first step.
 *
 * @example
 * ```ts
 * import { split } from "./split.ts";
 * const { layers, report } = await split("fixtures/two-people.png", { steps: 20, size: 64 });
 * console.log(layers[0].width, layers[0].height, report.reproduction.psnr);
 * ```
 */
export async function split(
  source: SplitSources,
  options: SplitOptions = {},
): Promise<SplitResult> {
  using splitter = new Splitter();
  return await splitter.split(source, options);
}
