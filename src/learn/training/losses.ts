import type { Tensor } from "../../graph/mod.ts";
import { logError } from "../../losses/log_error.ts";

/**
 * Compares layers with the true ones.
 *
 * @param layers Two, [n,3,h,w].
 * @param truth Two, of the same shape.
 * @returns A scalar to minimise.
 */
export type LayerLoss = (
  layers: readonly [Tensor, Tensor],
  truth: readonly [Tensor, Tensor],
) => Tensor;

/** What can be minimised, by its name on the command line. */
export const LOSSES: Readonly<Record<string, LayerLoss>> = {
  "log-error": logError,
};
