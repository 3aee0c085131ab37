import { add, input, mul, sub, type Tensor } from "../../graph/mod.ts";
import { adam, type Optimiser } from "../../fit/adam.ts";
import { buildNetwork } from "../../nn/networks.ts";
import { Parameters } from "../../nn/parameters.ts";
import { Random } from "../../random.ts";
import type { Program, StateVariable, Values } from "../../runtime/engine.ts";
import { LOSSES } from "./losses.ts";
import type { TrainingSettings } from "./settings.ts";

/** A training step as one graph. */
export interface TrainingGraph {
  readonly program: Program;
  readonly initial: Values;
  /**
   * @param step Steps done so far, from 0.
   * @param factor Times the learning rate.
   * @returns What optimisers and averages want fed, beside the batch.
   */
  readonly feed: (step: number, factor: number) => Values;
}

/** What the names of the blocks of a network's weights begin with. */
export const BLOCKS = "block ";

/** What the averaged copy of a block of weights is called. */
export const averageOf = (block: string) => `average ${block}`;

/**
 * Writes a training step: network, loss, gradients, Adam, and the running average of the weights.
 *
 * @param settings Network, loss, batch, size, rate, seed.
 * @returns The graph with its first values. It is fed a batch: `mixture`, `first` and `second`.
 */
export function buildTraining(settings: TrainingSettings): TrainingGraph {
  const { mixture, first, second } = batchInputs(settings);
  const parameters = new Parameters(new Random(settings.seed, "weights"), BLOCKS);
  const layers = buildNetwork(settings.network, mixture, parameters);
  const measure = LOSSES[settings.loss];
  if (!measure) throw new RangeError(`There is no loss "${settings.loss}"`);
  const loss = measure(layers, [first, second]);
  const optimiser = adam(loss, parameters, { rate: settings.rate });
  const averages = averaged(parameters, optimiser, settings.average);
  return {
    program: {
      feeds: { mixture, first, second, ...optimiser.feeds, ...averages.feeds },
      state: { ...optimiser.state, ...averages.state },
      results: { loss },
    },
    initial: { ...optimiser.initial, ...averages.initial },
    feed: (step, factor) => ({ ...optimiser.feed(step, factor), ...averages.feed(step) }),
  };
}

/** The inputs that a batch is fed to, [batch,3,size,size]. */
export function batchInputs({ batch, size }: TrainingSettings) {
  const picture = () => input([batch, 3, size, size]);
  return { mixture: picture(), first: picture(), second: picture() };
}

/**
 * Averages weights over the steps; the average is steadier than the weights, and better.
 *
 * @param parameters The weights.
 * @param optimiser What updates them.
 * @param decay Share of the old average that stays at a step; less of it at the beginning.
 * @returns The state to run the step with.
 */
export function averaged(
  parameters: Parameters,
  optimiser: Optimiser,
  decay: number,
): Omit<Optimiser, "feed" | "squares"> & { readonly feed: (step: number) => Values } {
  const share = input([]);
  const state: Record<string, StateVariable> = {};
  const initial: Record<string, Float32Array> = {};
  for (const { name, tensor } of parameters.blocks) {
    const current = input(tensor.shape);
    const newest = optimiser.state[name]?.next as Tensor;
    state[averageOf(name)] = { current, next: add(current, mul(sub(newest, current), share)) };
    initial[averageOf(name)] = new Float32Array(tensor.size);
  }
  const feed = (step: number) => ({ share: Float32Array.of(Math.max(1 - decay, 1 / (step + 1))) });
  return { state, initial, feeds: { share }, feed };
}
