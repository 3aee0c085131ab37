import type { Failure } from "../../failure.ts";
import type { Values } from "../../runtime/engine.ts";
import type { StoredPhoto } from "./photo_store.ts";
import type { TrainingSettings } from "./settings.ts";

/** To a worker; each order has one answer. */
export type CrewOrder =
  | {
    readonly type: "begin";
    /** Which copy it is, from 0. */
    readonly worker: number;
    readonly settings: TrainingSettings;
    /** In memory that all share. */
    readonly photos: readonly StoredPhoto[];
  }
  | {
    readonly type: "round";
    /** What to begin from. */
    readonly state: Values;
    /** Steps done. */
    readonly step: number;
    /** Steps to do. */
    readonly count: number;
  };

/** From a worker. */
export type CrewAnswer =
  | {
    readonly type: "done";
    readonly losses: readonly number[];
    /** Weights, moments and averages; after `begin`, of the first worker alone. */
    readonly state: Values;
  }
  | { readonly type: "failed"; readonly failure: Failure };
