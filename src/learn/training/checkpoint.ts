import { UserError } from "../../errors.ts";
import type { Values } from "../../runtime/engine.ts";
import { decodeSafetensors, encodeSafetensors } from "../../weights/safetensors.ts";
import type { Evaluated } from "./evaluated.ts";
import type { TrainingSettings } from "./settings.ts";

/** A training run between two rounds: all that it needs to go on as if it had not stopped. */
export interface TrainingCheckpoint {
  readonly settings: TrainingSettings;
  /** Steps done. */
  readonly step: number;
  /** Seconds of training so far. */
  readonly seconds: number;
  /** What the evaluations found. */
  readonly history: readonly Evaluated[];
  /** Losses since the last evaluation. */
  readonly losses: readonly number[];
  /** Weights, moments and averages. */
  readonly state: Values;
}

/**
 * Writes a checkpoint to the bytes of a file, exactly.
 *
 * @param checkpoint The run.
 * @returns The file.
 */
export function encodeCheckpoint({ state, ...run }: TrainingCheckpoint): Uint8Array<ArrayBuffer> {
  const tensors = Object.fromEntries(
    Object.entries(state).map(([name, data]) => [name, { shape: [data.length], data }]),
  );
  return encodeSafetensors({ tensors, metadata: { run: JSON.stringify(run) } });
}

/**
 * Reads what {@linkcode encodeCheckpoint} wrote.
 *
 * @param bytes The file.
 * @param name What to call it in an error.
 * @returns The run.
 * @throws {UserError} If it is not such a file.
 */
export function decodeCheckpoint(bytes: Uint8Array, name: string): TrainingCheckpoint {
  const { tensors, metadata } = decodeSafetensors(bytes, name);
  const state = Object.fromEntries(
    Object.entries(tensors).map(([key, { data }]) => [key, data]),
  );
  const run = parsed(metadata.run);
  if (isRun(run)) return { ...run, state };
  throw new UserError(
    `Cannot go on from ${name}: it is damaged, or not of a training by this version`,
  );
}

function parsed(text = "null"): unknown {
  try {
    // JSON has no NaN, which an evaluation finds of a network that was thrown about: it says null.
    return JSON.parse(text, (_, value) => value ?? NaN);
  } catch {
    return undefined;
  }
}

function isRun(value: unknown): value is Omit<TrainingCheckpoint, "state"> {
  const { settings, step, seconds, history, losses } = Object(value);
  return typeof settings?.network === "object" && Number.isInteger(settings.steps) &&
    typeof settings.photos?.digest === "string" && typeof settings.backend === "string" &&
    Number.isInteger(step) && Number.isFinite(seconds) && Array.isArray(history) &&
    Array.isArray(losses);
}
