import { oneOf } from "../../check_option.ts";
import { UserError } from "../../errors.ts";
import type { Tensor } from "../../graph/mod.ts";
import { crossEntropy } from "../../losses/cross_entropy.ts";
import { crossroadLoss } from "../../losses/crossroad.ts";
import { logError } from "../../losses/log_error.ts";
import type { NetworkDescription } from "../../nn/networks.ts";

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

/** Every loss by its name. */
export const LOSS_NAMES: readonly string[] = [...Object.keys(LOSSES), ADVERSARIAL];

/**
 * Checks what is to be minimised.
 *
 * @param name As the caller gave it; by default what suits the network.
 * @param network What is trained.
 * @returns The name of a loss.
 * @throws {UserError} If there is no such loss, or the network could not learn by it.
 */
export function checkLoss(name: string | undefined, { kind }: NetworkDescription): string {
  const addsUp = kind === "difference";
  const loss = oneOf("loss", name ?? (addsUp ? "log-error" : "crossroad"), LOSS_NAMES);
  if (loss !== "log-error" || addsUp) return loss;
  const others = LOSS_NAMES.filter((other) => other !== loss).join(", ");
  throw new UserError(
    `The ${loss} loss looks only at how the layers differ, and those of a network of the kind ${kind} ` +
      `need not add up to the mixture, so that their sum would be left to chance: choose one of ${others}`,
    { usage: true },
  );
}
