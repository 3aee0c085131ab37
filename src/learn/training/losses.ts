import type { Tensor } from "../../graph/mod.ts";
import { crossEntropy } from "../../losses/cross_entropy.ts";
import { crossroadLoss } from "../../losses/crossroad.ts";
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

/** What a network alone can minimise, by its name on the command line. */
export const LOSSES: Readonly<Record<string, LayerLoss>> = {
  "log-error": logError,
  "crossroad": crossroadLoss,
  "bce": crossEntropy,
};

/** The crossroad loss with critics: a network alone cannot minimise it. */
export const ADVERSARIAL = "adversarial";

/** Every loss by its name; the first is the default. */
export const LOSS_NAMES: readonly string[] = [...Object.keys(LOSSES), ADVERSARIAL];
