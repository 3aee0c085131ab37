import { input } from "../../graph/mod.ts";
import { buildNetwork, multipleOf, type NetworkDescription } from "../../nn/networks.ts";
import { Parameters, type ParameterSource, type Placement } from "../../nn/parameters.ts";
import { Random } from "../../random.ts";
import type { Values } from "../../runtime/engine.ts";
import { TrainedParameters, type Weights } from "../../weights/weights.ts";
import type { LoadedWeights } from "../../weights/load_weights.ts";
import type { StoredTensor } from "../../weights/safetensors.ts";
import { averageOf, BLOCKS } from "./training_graph.ts";

/**
 * Takes the averaged weights out of a state of training.
 *
 * @param network What is trained.
 * @param state Weights, moments and averages.
 * @param notes What is known of them.
 * @returns The network as it can be used.
 */
export function trainedWeights(
  network: NetworkDescription,
  state: Values,
  notes: Weights["notes"],
): Weights {
  const parameters = placementsOf(network).map(({ block, offset, shape }) => {
    const size = shape.reduce((product, extent) => product * extent, 1);
    const data = state[averageOf(block)]?.slice(offset, offset + size) ?? new Float32Array();
    return { shape, data };
  });
  return { network, parameters, notes };
}

/**
 * Checks that weights are those of the network that is named with them.
 *
 * @param weights Perhaps damaged, or put together by hand.
 * @throws {UserError} If a parameter is missing, too many, or of another shape.
 */
export function checkWeights(weights: Weights): void {
  const { file = "the weights to begin from" } = weights as Partial<LoadedWeights>;
  const parameters = new TrainedParameters(weights.parameters, file);
  build(weights.network, parameters);
  parameters.finish();
}

/**
 * Puts trained weights into a state of training, to go on from them; the moments stay.
 *
 * @param weights Of the same network.
 * @param state Where they are written to.
 * @throws {UserError} If the weights are not those of their network.
 */
export function continueFrom(weights: Weights, state: Values): void {
  checkWeights(weights);
  for (const [i, { block, offset }] of placementsOf(weights.network).entries()) {
    const { data } = weights.parameters[i] as StoredTensor;
    state[block]?.set(data, offset);
    state[averageOf(block)]?.set(data, offset);
  }
}

function placementsOf(network: NetworkDescription): readonly Placement[] {
  const parameters = new Parameters(new Random(0), BLOCKS);
  build(network, parameters);
  return parameters.placements;
}

function build(network: NetworkDescription, parameters: ParameterSource): void {
  const side = multipleOf(network);
  buildNetwork(network, input([1, 3, side, side]), parameters);
}
