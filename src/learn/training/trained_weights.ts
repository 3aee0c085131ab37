import { input } from "../../graph/mod.ts";
import { buildNetwork, multipleOf, type NetworkDescription } from "../../nn/networks.ts";
import { Parameters, type Placement } from "../../nn/parameters.ts";
import { Random } from "../../random.ts";
import type { Values } from "../../runtime/engine.ts";
import type { Weights } from "../../weights/weights.ts";
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
 * Puts trained weights into a state of training, to go on from them; the moments stay.
 *
 * @param weights Of the same network.
 * @param state Where they are written to.
 */
export function continueFrom({ network, parameters }: Weights, state: Values): void {
  for (const [i, { block, offset }] of placementsOf(network).entries()) {
    const { data } = parameters[i] ?? { data: new Float32Array() };
    state[block]?.set(data, offset);
    state[averageOf(block)]?.set(data, offset);
  }
}

function placementsOf(network: NetworkDescription): readonly Placement[] {
  const parameters = new Parameters(new Random(0), BLOCKS);
  const side = multipleOf(network);
  buildNetwork(network, input([1, 3, side, side]), parameters);
  return parameters.placements;
}
