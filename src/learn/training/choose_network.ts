import { isDeepStrictEqual } from "node:util";
import { oneOf } from "../../check_option.ts";
import { UserError } from "../../errors.ts";
import type { NetworkDescription } from "../../nn/networks.ts";
import { NETWORKS } from "./networks.ts";
import type { TrainOptions } from "./options.ts";
import { checkWeights } from "./trained_weights.ts";

/**
 * Chooses what is trained: the network of the weights that are begun from, or the model that is named.
 *
 * @param options As the caller gave them.
 * @returns The network.
 * @throws {UserError} If there is no such model, or the weights are not of it or damaged.
 */
export function chooseNetwork({ model, from }: TrainOptions): NetworkDescription {
  if (!from) return modelOf(model ?? "difference");
  checkWeights(from);
  if (model !== undefined && !isModel(model, from.network)) {
    throw new UserError(
      `The weights to begin from are of another network (of the kind ${from.network.kind}) than the ` +
        `model ${model}: leave out the model, or the weights`,
      { usage: true },
    );
  }
  return from.network;
}

/**
 * Tells whether a network is that of a model.
 *
 * @param model Its name.
 * @param network The network, perhaps out of a file.
 * @throws {UserError} If there is no such model.
 */
export function isModel(model: string, network: NetworkDescription): boolean {
  return isDeepStrictEqual(modelOf(model), network);
}

function modelOf(name: string): NetworkDescription {
  return NETWORKS[oneOf("model", name, Object.keys(NETWORKS))] as NetworkDescription;
}
