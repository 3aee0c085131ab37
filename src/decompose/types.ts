import type { Border } from "../image/border.ts";
import type { Picture } from "../image/picture.ts";
import type { Hint } from "../image/hint.ts";
import type { Origin } from "../image/origin.ts";
import type { Size } from "../image/resize_picture.ts";
import type { Space } from "../image/space.ts";

/** What is known of a photo once it is read. */
export interface PhotoRead {
  /** Columns. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** What its file has beside its pixels. */
  readonly origin: Origin;
}

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
  /**
   * Makes the result as it would be if the fit stopped now, for a copy of the photo whose long side is
   * so many pixels, or at the photo's own size; costs a fraction of a second for a million pixels.
   * Once the fit is done, it is the result.
   */
  readonly preview: (longSide?: number) => Promise<Layers>;
}

/** What a split yields as pixels, each at the photo's own size, in the values that its file stores. */
export interface Layers {
  /** The photo, as it was read, upright, [3,h,w]. */
  readonly photo: Picture;
  /** The two layers, [3,h,w]. */
  readonly layers: readonly [Picture, Picture];
  /** The share of layer 1 at each pixel, [1,h,w]. */
  readonly mask: Picture;
  /** mask * layer 1 + (1 - mask) * layer 2, [3,h,w]: made when it is read for the first time. */
  readonly reconstruction: Picture;
}

/** The record of a split: enough to run it again and to judge it. */
export interface Report {
  /** What it was asked to do. */
  readonly settings: {
    readonly recipe: string;
    /** `fit`, `unet`, or `direct` of a recipe that fits no networks. */
    readonly method: string;
    /** `none` or `unet`; of the trained network alone `unet`. */
    readonly init: string;
    readonly seed: number;
    readonly size: number;
    /** Whether `size` was that of windows. */
    readonly tiles: boolean;
    /** Of each fit; 0 where no networks are fitted. */
    readonly steps: number;
    /** In what values the layers add up. */
    readonly space: Space;
    /** In percent; of recipes that retouch. */
    readonly strength: number;
    /** `auto`, `none`, or as it was given. */
    readonly border: string | Border;
    /** Whether there were strokes. */
    readonly hint: boolean;
    /** As it was asked for: `auto` or a name. */
    readonly backend: string;
  };
  /** What computed, in the end; null if nothing but this program did. */
  readonly engine: {
    readonly name: string;
    readonly device: string;
    /** Operators that it runs a step; 0 without a fit. */
    readonly operators: number;
  } | null;
  /** The trained network's file, and the SHA-256 of it; null if none was used. */
  readonly weights: { readonly file: string; readonly sha256: string } | null;
  /** What should not go unnoticed, in sentences: an engine that failed, a border that was found. */
  readonly notices: readonly string[];
  /** The photo's own size, in pixels, and how many such photos there were. */
  readonly photo: { readonly width: number; readonly height: number; readonly count: number };
  /** What was left out of the work on each side, in pixels, and put back around both layers. */
  readonly border: Border;
  /** Numbers that a recipe found beside the layers, by name: proportions, the colour of haze. */
  readonly found: Readonly<Record<string, number | readonly number[]>>;
  /** The windows that were taken apart one by one, and their side in pixels; null if none were. */
  readonly tiles: { readonly count: number; readonly side: number } | null;
  /** How far to trust the split, by what can be seen without the truth. */
  readonly verdict: Verdict;
  /** The working copy that was fitted, or that the trained network saw, or a window, in pixels. */
  readonly working: { readonly width: number; readonly height: number };
  /** Of this program and of what it depends on, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** How long it took. */
  readonly timings: {
    /** Seconds from the call to the first step; of all calls, if a fit was resumed. */
    readonly startSeconds: number;
    /** Seconds in steps, of all calls. */
    readonly fitSeconds: number;
    /** Median milliseconds a step, of the last call. */
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

/** How far a split can be trusted. */
export interface Verdict {
  /** 0 for not at all, to 1. */
  readonly score: number;
  /** A sentence that begins with `separated`, `partly` or `could not be separated`. */
  readonly words: string;
  /** What the photo looks like: two scenes, one, or nothing. */
  readonly kind: "mixture" | "single" | "blank";
  /** What the score was made of, by name; null where there was nothing to go by. */
  readonly evidence: Readonly<Record<string, number | null>>;
}

/** {@linkcode Layers} but for what can be made from the others: a fourth of the memory. */
export type FoundLayers = Omit<Layers, "reconstruction">;

/** The result of {@linkcode split}. */
export interface SplitResult extends Layers {
  /** Of several photos that share only a layer: what the second and on consist of. Else empty. */
  readonly more: readonly Layers[];
  /** With `strength`: the photo with so much of layer 2 taken out, [3,h,w]. */
  readonly retouched?: Picture;
  /** What it takes to write the layers of each photo as the photo was written, by `encodePicture`. */
  readonly origins: readonly Origin[];
  /** What was done, and how it went. */
  readonly report: Report;
}

/** {@linkcode SplitResult} but for what can be made from the others. */
export interface FoundSplit
  extends FoundLayers, Pick<SplitResult, "retouched" | "origins" | "report"> {
  readonly more: readonly FoundLayers[];
}

/** What a recipe answers: pictures, and what the report says of them. */
export interface Answer
  extends
    Pick<Report, "engine" | "weights" | "found" | "tiles" | "verdict" | "stepsDone" | "losses"> {
  /** What it took the photo apart into. */
  readonly pictures: FoundLayers;
  /** What it took the second photo and on apart into, of several that share only a layer. */
  readonly more: readonly FoundLayers[];
  /** The size that was worked at. */
  readonly working: Size;
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
   * Long side of the working copy that is fitted, in pixels, 32 to 2048. Default 128, with `tiles`
   * 256. Smaller photos stay as they are.
   */
  readonly size?: number;
  /**
   * Whether to take a photo that is larger than `size` apart in windows of that side which overlap, at
   * its own resolution. Then there are as many fits as windows. For recipes that the trained network
   * or strokes can begin. Default false.
   */
  readonly tiles?: boolean | undefined;
  /** Steps of the fit, 1 to 1,000,000. Default: the recipe's own. Not with method `unet`. */
  readonly steps?: number;
  /**
   * What is known of the layers: a picture with red strokes on layer 1 and blue ones on layer 2, of any
   * size, as a path or bytes; or such strokes as masks.
   */
  readonly hint?: string | Uint8Array | Hint | undefined;
  /**
   * In what values the layers add up: those of the file (`srgb`, the default), or light (`linear`), as
   * two exposures on one film do.
   */
  readonly space?: string | undefined;
  /**
   * How much of layer 2 is taken out of `retouched`, -100 to 100: 100 (default) leaves layer 1, 0 the
   * photo, -100 leaves layer 2. For recipes that retouch, such as `reflection`.
   */
  readonly strength?: number | undefined;
  /**
   * What frames the photo, such as the paper of a print: it is left out of the work, and put back
   * around both layers. `auto` (default) finds it, `none` takes it for a part of the photo, or pixels
   * on each side.
   */
  readonly border?: string | Border | undefined;
  /** Megapixels that a photo or hint may have, 0.01 to 1000. Default 150. */
  readonly megapixels?: number | undefined;
  /** Seed of everything random, 0 to 2^32 - 1. Default 0. Same seed, same machine, same bytes. */
  readonly seed?: number;
  /** What computes: `auto` (default), the fastest that works here, or the name of a backend. */
  readonly backend?: string;
  /**
   * A file to keep the fit in: every `checkpointSeconds`, when it is stopped, and at its end; its folder
   * must exist. Whoever has saved the result removes it. Where no networks are fitted there is none.
   */
  readonly checkpoint?: string | undefined;
  /** Seconds between two times, 0 (after each step) to 86,400. Default 30. */
  readonly checkpointSeconds?: number | undefined;
  /**
   * Whether to go on from what is in `checkpoint`, which a call with the same photo and options left
   * that did not come to its end. On the processor the result is the same to the byte as if it had.
   */
  readonly resume?: boolean | undefined;
  /** Stops the fit; the result is what was found until then, with `report.stopped` set. */
  readonly signal?: AbortSignal;
  /** Called once the photos have been read, and told of the first. */
  readonly onPhoto?: (photo: PhotoRead) => void | Promise<void>;
  /** Called after each step. */
  readonly onProgress?: (progress: Progress) => void | Promise<void>;
  /** Called with a sentence when something should not go unnoticed, such as a GPU that is lost. */
  readonly onNotice?: (notice: string) => void;
}
