import type { NetworkDescription } from "../../nn/networks.ts";
import type { Augmentation } from "./augment.ts";

/** Everything that decides what a training run computes; it is kept with its checkpoint. */
export interface TrainingSettings {
  /** What is trained. */
  readonly network: NetworkDescription;
  /** Name of what is minimised. */
  readonly loss: string;
  /** Side of the pictures, in pixels. */
  readonly size: number;
  /** Mixtures that a worker sees at a step. */
  readonly batch: number;
  /** Steps of each worker. */
  readonly steps: number;
  /** Learning rate of Adam at its highest. */
  readonly rate: number;
  /** How slowly the averaged weights follow: the share of the old ones at each step, in [0, 1). */
  readonly average: number;
  /** Range of the first layer's share in a mixture. */
  readonly alpha: readonly [number, number];
  readonly augmentation: Augmentation;
  readonly seed: number;
  /** Copies of the network that are trained side by side, each on mixtures of its own. */
  readonly workers: number;
  /** Threads of each worker. */
  readonly threads: number;
  /** Steps after which the copies are averaged. */
  readonly round: number;
}
