import type { Tensor } from "../graph/mod.ts";
import type { Parameters } from "../nn/parameters.ts";

/** A number that may change over the fit, as a function of the steps done and the steps in all. */
export type Schedule = number | ((step: number, steps: number) => number);

/** One term of the loss. */
export interface LossTerm {
  /** A scalar. */
  readonly loss: Tensor;
  /** What it is multiplied by in the sum that is minimised. */
  readonly weight: Schedule;
}

/** What a network is given to work from. */
export interface FitInputs {
  /** The photo, [1,3,h,w] in [0, 1]. */
  readonly photo: Tensor;
  /** What else the fit was begun with, [1,c,h,w] each, by name: a first guess, strokes. */
  readonly given: Readonly<Record<string, Tensor | undefined>>;
  /** Where the networks declare their weights. */
  readonly parameters: Parameters;
  /**
   * Makes a fixed noise picture, jittered anew at each step.
   *
   * @param channels How many.
   * @returns [1,channels,h,w].
   */
  readonly noise: (channels: number) => Tensor;
}

/** What is fitted to a photo: a graph from noise to pictures, and what it is judged by. */
export interface Model {
  /** The loss, by name of its terms. */
  readonly terms: Readonly<Record<string, LossTerm>>;
  /** The pictures that the fit is for, [1,c,h,w], by name; they are averaged over steps. */
  readonly pictures: Readonly<Record<string, Tensor>>;
}

/** How a model is fitted. */
export interface FitSettings {
  /** Learning rate of Adam. */
  readonly rate: number;
  /** Standard deviation of the jitter that is added to the noise at each step. */
  readonly jitter: Schedule;
  /** Half the width of the fixed noise's uniform distribution. */
  readonly noise: number;
  /** Whether every second step turns or mirrors noise and photo. */
  readonly orientations: boolean;
  /** Share of the newest pictures in the running average, in (0, 1]; 1 averages nothing. */
  readonly average: number;
}

/**
 * Evaluates a schedule.
 *
 * @param schedule A number or a function.
 * @param step Steps done.
 * @param steps Steps in all.
 * @returns The value at that step.
 */
export function valueAt(schedule: Schedule, step: number, steps: number): number {
  return typeof schedule === "number" ? schedule : schedule(step, steps);
}
