import type { Picture } from "../image/picture.ts";

/** Where a fit stands, handed to `onProgress` after each step. */
export interface Progress {
  /** Steps done, from 1 to `steps`. */
  readonly step: number;
  /** Steps in all. */
  readonly steps: number;
  /** The value of each loss term at this step, by name, and their weighted sum as `total`. */
  readonly losses: Readonly<Record<string, number>>;
  /** Seconds since the fit's first step began. */
  readonly seconds: number;
  /** Steps a second, over the last 20 steps. */
  readonly stepsPerSecond: number;
  /** Seconds left at that speed. */
  readonly secondsLeft: number;
  /** Makes the result as it would be if the fit stopped now; costs a fraction of a second. */
  readonly preview: () => Promise<Layers>;
}

/** What a split yields as pixels, each at the photo's own size. */
export interface Layers {
  /** The two layers, [3,h,w]. */
  readonly layers: readonly [Picture, Picture];
  /** The share of layer 1 at each pixel, [1,h,w]. */
  readonly mask: Picture;
  /** mask * layer 1 + (1 - mask) * layer 2, [3,h,w]. */
  readonly reconstruction: Picture;
}

/** The record of a split: enough to run it again and to judge it. */
export interface Report {
  /** What it was asked to do. */
  readonly settings: {
    readonly recipe: string;
    /** `fit` or `unet`. */
    readonly method: string;
    /** `none` or `unet`; of the trained network alone `unet`. */
    readonly init: string;
    readonly seed: number;
    readonly size: number;
    /** 0 of the trained network alone. */
    readonly steps: number;
    /** As it was asked for: `auto` or a name. */
    readonly backend: string;
  };
  /** What computed, in the end. */
  readonly engine: {
    readonly name: string;
    readonly device: string;
    /** Operators that it runs a step; 0 without a fit. */
    readonly operators: number;
  };
  /** The trained network's file, and the SHA-256 of it; null if none was used. */
  readonly weights: { readonly file: string; readonly sha256: string } | null;
  /** What went otherwise than planned, in sentences: an engine that failed. */
  readonly notices: readonly string[];
  /** The photo's own size, in pixels. */
  readonly photo: { readonly width: number; readonly height: number };
  /** The working copy that was fitted, or that the trained network saw, in pixels. */
  readonly working: { readonly width: number; readonly height: number };
  /** Of this program and of what it depends on, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** How long it took. */
  readonly timings: {
    /** Seconds from the call to the first step. */
    readonly startSeconds: number;
    /** Seconds in steps. */
    readonly fitSeconds: number;
    /** Median milliseconds a step. */
    readonly stepMilliseconds: number;
  };
  /** Whether the fit was stopped before its last step; what has no steps cannot be. */
  readonly stopped: boolean;
  /** Steps of the fit that were done; 0 of the trained network alone. */
  readonly stepsDone: number;
  /** Each loss term over the steps, same length as `steps`. */
  readonly losses: {
    readonly steps: readonly number[];
    readonly terms: Readonly<Record<string, readonly number[]>>;
  };
  /** How well mask * layer 1 + (1 - mask) * layer 2 reproduces the photo. */
  readonly reproduction: { readonly psnr: number; readonly maxError: number };
}

/** The result of {@linkcode split}. */
export interface SplitResult extends Layers {
  /** What was done, and how it went. */
  readonly report: Report;
}

/** The settings of {@linkcode split}; every one has a default. */
export interface SplitOptions {
  /** Name of the recipe: what is fitted, with which losses. Default `double-exposure`. */
  readonly recipe?: string;
  /**
   * What answers: `fit`, the networks that are fitted to the photo, or `unet`, the network that was
   * trained before, in about a second. Default `fit`.
   */
  readonly method?: string | undefined;
  /**
   * Where the fit begins: at the answer of the trained network (`unet`), or at nothing (`none`).
   * Default `unet`, but `none` for recipes that do without. Not with method `unet`.
   */
  readonly init?: string | undefined;
  /** A file of weights in place of those that ship. Not for a fit that begins at nothing. */
  readonly weights?: string | undefined;
  /**
   * Long side of the working copy that is fitted, in pixels, 32 to 2048. Default 256. Smaller photos
   * stay as they are.
   */
  readonly size?: number;
  /** Steps of the fit, 1 to 1,000,000. Default: the recipe's own. Not with method `unet`. */
  readonly steps?: number;
  /** Seed of everything random, 0 to 2^32 - 1. Default 0. Same seed, same machine, same bytes. */
  readonly seed?: number;
  /** What computes: `auto` (default), the fastest that works here, or the name of a backend. */
  readonly backend?: string;
  /** Stops the fit; the result is what was found until then, with `report.stopped` set. */
  readonly signal?: AbortSignal;
  /** Called after each step. */
  readonly onProgress?: (progress: Progress) => void | Promise<void>;
  /** Called with a sentence when something goes otherwise than planned, such as a GPU that is lost. */
  readonly onNotice?: (notice: string) => void;
}
