import type { NetworkDescription } from "../../nn/networks.ts";
import type { Augmentation } from "./augment.ts";
import type { PhotoSet } from "./photo_set.ts";

/** How layers can be mixed. */
export const MIXINGS = ["linear", "saturating"] as const;
export type Mixing = typeof MIXINGS[number];

/** Everything that decides what a training run computes; it is kept with its checkpoint. */
export interface TrainingSettings {
  /** What is trained. */
  readonly network: NetworkDescription;
  /** What photos mixtures are made from. */
  readonly photos: PhotoSet;
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
  /**
   * How layers are mixed: `linear`, in their shares; or `saturating`, as their sum with noise of
   * standard deviation 0.1, clipped to [0, 1] (the nonlinear mixture of Zou et al. 2020).
   */
  readonly mixing: Mixing;
  readonly augmentation: Augmentation;
  readonly seed: number;
  /** Name of what computes. */
  readonly backend: string;
  /** Copies of the network that are trained side by side, each on mixtures of its own. */
  readonly workers: number;
  /** Threads of each worker. */
  readonly threads: number;
  /** Steps after which the copies are averaged. */
  readonly round: number;
  /** Steps between evaluations, a multiple of `round`. */
  readonly evaluate: number;
}
