import type { Evaluated } from "./evaluated.ts";
import type { Weights } from "../../weights/weights.ts";

/** Where a training stands. */
export interface TrainingProgress {
  /** Steps done. */
  readonly step: number;
  /** Steps in all. */
  readonly steps: number;
  /** Mean loss of the newest steps. */
  readonly loss: number;
  /** Seconds of training so far, earlier parts of it counted in. */
  readonly seconds: number;
  /** Since the training was begun or resumed. */
  readonly stepsPerSecond: number;
  /** At that speed. */
  readonly secondsLeft: number;
}

/** The options of {@linkcode train}. */
export interface TrainOptions {
  /** Folder of a data set: `train/single_exposure`, `val/single_exposure`, `val/double_exposure`. */
  readonly data: string;
  /** Folder for weights, checkpoint, curves and samples. */
  readonly output: string;
  /** More folders of photos to train on. */
  readonly extra?: readonly string[] | undefined;
  /**
   * Goes on where the run in `output` was, on the same photos. Default false. Its settings stay but
   * for `steps`: options that say otherwise are refused.
   */
  readonly resume?: boolean | undefined;
  /** Trained weights to begin from; the network is theirs. */
  readonly from?: Weights | undefined;
  /** Name of the network: `difference` (default), `encoder-decoder` or `unet`. */
  readonly model?: string | undefined;
  /** What is minimised. Default `log-error` for a network of the kind `difference`, else `crossroad`. */
  readonly loss?: string | undefined;
  /** Side of the pictures, in pixels, 32 to 512. Default 128. */
  readonly size?: number | undefined;
  /** Mixtures that a worker sees at a step, 1 to 256. Default 8. */
  readonly batch?: number | undefined;
  /** Steps of each worker. Default 20,000. */
  readonly steps?: number | undefined;
  /** In place of steps: how often each photo is seen, on average; above 0. */
  readonly epochs?: number | undefined;
  /** Learning rate. Default 6e-4. */
  readonly rate?: number | undefined;
  /** Range of the first layer's share. Default 0.5 to 0.5. */
  readonly alpha?: readonly [number, number] | undefined;
  /** How layers are mixed, `linear` (default) or `saturating`. */
  readonly mixing?: string | undefined;
  /** Seed of everything random, 0 to 2^32 - 1. Default 0. */
  readonly seed?: number | undefined;
  /** Copies that are trained side by side and averaged. Default: one a core, or one on a GPU. */
  readonly workers?: number | undefined;
  /** Threads of each worker. Default: its share of the cores. */
  readonly threads?: number | undefined;
  /** What computes. Default `cpu`. */
  readonly backend?: string | undefined;
  /** Steps between evaluations. Default 1000. */
  readonly evaluate?: number | undefined;
  /** Stops the training; it can be resumed. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each round of steps. */
  readonly onProgress?: (progress: TrainingProgress) => void | Promise<void>;
  /** Called after each evaluation. */
  readonly onEvaluation?: (evaluated: Evaluated) => void;
  /** Called with a sentence on what was found. */
  readonly onNotice?: (notice: string) => void;
}

/** What the numeric options may be, both ends included. */
export const RANGES = {
  size: [32, 512],
  batch: [1, 256],
  steps: [1, 100_000_000],
  epochs: [1e-3, 1_000_000],
  rate: [1e-7, 1],
  seed: [0, 2 ** 32 - 1],
  workers: [1, 256],
  threads: [1, 256],
  evaluate: [1, 100_000_000],
} as const;
