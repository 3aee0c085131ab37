import { add, input, mul, sub, type Tensor } from "../../graph/mod.ts";
import { adam, type Optimiser } from "../../fit/adam.ts";
import { buildNetwork, type NetworkDescription } from "../../nn/networks.ts";
import { Parameters } from "../../nn/parameters.ts";
import { Random } from "../../random.ts";
import type { Program, StateVariable } from "../../runtime/engine.ts";
import { logError } from "../../losses/log_error.ts";

/** A training step as one graph. */
export interface TrainingGraph {
  readonly program: Program;
  readonly initial: Readonly<Record<string, Float32Array>>;
  readonly parameters: Parameters;
  readonly optimiser: Optimiser;
}

/**
 * Writes a training step: network, loss, gradients, Adam, and the running average of the weights.
 *
 * @param network Which network.
 * @param count Mixtures in a batch.
 * @param size Their side.
 * @param rate Learning rate.
 * @param seed Seed of the first weights.
 * @returns The graph with its first values.
 */
export function buildTraining(
  network: NetworkDescription,
  count: number,
  size: number,
  rate: number,
  seed: number,
): TrainingGraph {
  const [mixture, first, second] = [0, 1, 2].map(() => input([count, 3, size, size])) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  const parameters = new Parameters(new Random(seed, "weights"), "block ");
  const layers = buildNetwork(network, mixture, parameters);
  const loss = logError(layers, [first, second]);
  const optimiser = adam(loss, parameters, { rate });
  const share = input([]);
  const state: Record<string, StateVariable> = { ...optimiser.state };
  const initial: Record<string, Float32Array> = { ...optimiser.initial };
  for (const { name, tensor } of parameters.blocks) {
    const current = input(tensor.shape);
    const newest = state[name]?.next as Tensor;
    state[`average ${name}`] = { current, next: add(current, mul(sub(newest, current), share)) };
    initial[`average ${name}`] = new Float32Array(tensor.size);
  }
  const feeds = { mixture, first, second, share, ...optimiser.feeds };
  return { program: { feeds, state, results: { loss } }, initial, parameters, optimiser };
}
