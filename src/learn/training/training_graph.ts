import { add, input, mul, sub, type Tensor } from "../../graph/mod.ts";
import { adam, type Optimiser } from "../../fit/adam.ts";
import { buildNetwork } from "../../nn/networks.ts";
import { Parameters } from "../../nn/parameters.ts";
import { Random } from "../../random.ts";
import type { Program, StateVariable } from "../../runtime/engine.ts";
import { LOSSES } from "./losses.ts";
import type { TrainingSettings } from "./settings.ts";

/** A training step as one graph. */
export interface TrainingGraph {
  readonly program: Program;
  readonly initial: Readonly<Record<string, Float32Array>>;
  readonly parameters: Parameters;
  readonly optimiser: Optimiser;
}

/** What the names of the blocks of weights begin with. */
export const BLOCKS = "block ";

/** What the averaged copy of a block of weights is called. */
export const averageOf = (block: string) => `average ${block}`;

/**
 * Writes a training step: network, loss, gradients, Adam, and the running average of the weights.
 * It is fed `mixture`, `first` and `second`, [batch,3,size,size], what its optimiser feeds, and
 * `share`, that of the newest weights in the average.
 *
 * @param settings Network, loss, batch, size, rate, seed.
 * @returns The graph with its first values.
 */
export function buildTraining(settings: TrainingSettings): TrainingGraph {
  const { batch, size, rate, seed } = settings;
  const picture = () => input([batch, 3, size, size]);
  const [mixture, first, second] = [picture(), picture(), picture()];
  const parameters = new Parameters(new Random(seed, "weights"), BLOCKS);
  const layers = buildNetwork(settings.network, mixture, parameters);
  const loss = lossOf(settings)(layers, [first, second]);
  const optimiser = adam(loss, parameters, { rate });
  const share = input([]);
  const state: Record<string, StateVariable> = { ...optimiser.state };
  const initial: Record<string, Float32Array> = { ...optimiser.initial };
  for (const { name, tensor } of parameters.blocks) {
    const current = input(tensor.shape);
    const newest = state[name]?.next as Tensor;
    state[averageOf(name)] = { current, next: add(current, mul(sub(newest, current), share)) };
    initial[averageOf(name)] = new Float32Array(tensor.size);
  }
  const feeds = { mixture, first, second, share, ...optimiser.feeds };
  return { program: { feeds, state, results: { loss } }, initial, parameters, optimiser };
}

function lossOf({ loss }: TrainingSettings) {
  const found = LOSSES[loss];
  if (!found) throw new RangeError(`There is no loss "${loss}"`);
  return found;
}
