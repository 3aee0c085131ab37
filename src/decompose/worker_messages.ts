import type { Failure } from "../failure.ts";
import type { SplitSources } from "./sources.ts";
import type { FoundLayers, FoundSplit, PhotoRead, Progress, SplitOptions } from "./types.ts";

// Who calls split() and the worker that computes take turns: once the photos are read, and after each
// step, the worker tells how far it is and waits for `go`, so that a preview or a stop is about just
// that step.

/** The options that can be sent; the others are functions and signals. */
export type SentOptions = Omit<SplitOptions, "signal" | "onPhoto" | "onProgress" | "onNotice">;

/** To the worker. */
export type Order =
  | {
    readonly type: "begin";
    readonly source: SplitSources;
    readonly options: SentOptions;
  }
  | { readonly type: "preview"; readonly longSide: number | undefined }
  | { readonly type: "go" }
  | { readonly type: "stop" };

/** From the worker. */
export type Answer =
  | { readonly type: "photo"; readonly photo: PhotoRead }
  | { readonly type: "progress"; readonly progress: Omit<Progress, "preview"> }
  | { readonly type: "notice"; readonly notice: string }
  | { readonly type: "preview"; readonly layers: FoundLayers }
  | { readonly type: "done"; readonly result: FoundSplit }
  | { readonly type: "failed"; readonly failure: Failure };
