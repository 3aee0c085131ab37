import { add, div, gradients, input, mul, sqrt, sub, sum, type Tensor } from "../graph/mod.ts";
import { blockGradient, type Parameters } from "../nn/parameters.ts";
import type { StateVariable } from "../runtime/engine.ts";

/** Settings of Adam (Kingma and Ba 2015). */
export interface AdamOptions {
  /** Learning rate. */
  readonly rate: number;
  /** Decay of the first moment. Default 0.9. */
  readonly beta1?: number;
  /** Decay of the second moment. Default 0.999. */
  readonly beta2?: number;
  /** Added to the root of the second moment. Default 1e-8. */
  readonly epsilon?: number;
}

/** An optimiser's share of a step: its graph inputs, and the values that it feeds to them. */
export interface Optimiser {
  /** Parameters and moments. */
  readonly state: Readonly<Record<string, StateVariable>>;
  /** Their first values. */
  readonly initial: Readonly<Record<string, Float32Array>>;
  /** The sum of all second moments: not finite if a gradient is not, now or in an earlier step. */
  readonly squares: Tensor;
  /** Scalars that it wants fed. */
  readonly feeds: Readonly<Record<string, Tensor>>;
  /**
   * @param step Steps done so far, from 0.
   * @param factor Times the learning rate. Default 1.
   * @returns A value for each of its feeds.
   */
  readonly feed: (step: number, factor?: number) => Record<string, Float32Array>;
}

/**
 * Differentiates a loss and updates parameters by Adam, all within the graph.
 *
 * The moments are kept without their factors, as M = m / (1 - beta1) and V = v / (1 - beta2), which
 * saves a pass over each gradient: M' = beta1 M + g and V' = beta2 V + g^2. The factors and the bias
 * corrections are scalars, and so is what remains of them:
 * p' = p - rate' M' / (sqrt(V') + epsilon').
 *
 * @param loss A scalar.
 * @param parameters What to update.
 * @param options Learning rate and decays.
 * @returns The state to run the step with.
 */
export function adam(loss: Tensor, parameters: Parameters, options: AdamOptions): Optimiser {
  const { rate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  const scaledRate = input([]);
  const scaledEpsilon = input([]);
  const state: Record<string, StateVariable> = {};
  const initial: Record<string, Float32Array> = {};
  const sums: Tensor[] = [];

  const parts = parameters.blocks.flatMap((block) => block.parts);
  const partials = new Map(gradients(loss, parts).map((partial, i) => [parts[i], partial]));
  for (const block of parameters.blocks) {
    const { name, tensor } = block;
    const g = blockGradient(block, block.parts.map((part) => partials.get(part) as Tensor));
    const [first, second] = [input(tensor.shape), input(tensor.shape)];
    const nextFirst = add(mul(first, beta1), g);
    const nextSecond = add(mul(second, beta2), mul(g, g));
    const step = div(nextFirst, add(sqrt(nextSecond), scaledEpsilon));
    sums.push(sum(nextSecond));
    state[name] = { current: tensor, next: sub(tensor, mul(step, scaledRate)) };
    state[`${name} first moment`] = { current: first, next: nextFirst };
    state[`${name} second moment`] = { current: second, next: nextSecond };
    initial[name] = block.initial;
    initial[`${name} first moment`] = new Float32Array(tensor.size);
    initial[`${name} second moment`] = new Float32Array(tensor.size);
  }

  const feed: Optimiser["feed"] = (stepsDone, factor = 1) => {
    const t = stepsDone + 1;
    const root = Math.sqrt((1 - beta2) / (1 - beta2 ** t));
    const corrected = (rate * factor * (1 - beta1)) / (1 - beta1 ** t) / root;
    return {
      "adam rate": Float32Array.of(corrected),
      "adam epsilon": Float32Array.of(epsilon / root),
    };
  };
  const feeds = { "adam rate": scaledRate, "adam epsilon": scaledEpsilon };
  return { state, initial, squares: sums.reduce(add), feeds, feed };
}
