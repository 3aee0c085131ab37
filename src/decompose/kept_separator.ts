import type { Engine } from "../runtime/engine.ts";
import { type LoadedWeights, loadWeights } from "../weights/load_weights.ts";
import { Separator } from "./separator.ts";

// What stays in a thread from one photo to the next.
let weights: { readonly path: string | undefined; readonly loaded: LoadedWeights } | undefined;
let separator: Separator | undefined;

/**
 * Loads a trained network, if it is not the one that was loaded last in this thread.
 *
 * @param path Its file; without, the weights that ship.
 * @returns The network.
 * @throws {UserError} As `loadWeights` does.
 */
export async function keptWeights(path: string | undefined): Promise<LoadedWeights> {
  if (!weights || weights.path !== path) weights = { path, loaded: await loadWeights(path) };
  return weights.loaded;
}

/**
 * Makes what separates photos by a trained network, if it is not what was made last in this thread. It
 * stays compiled for photos of the same shape.
 *
 * @param weights The network.
 * @param engine What computes.
 */
export async function keptSeparator(weights: LoadedWeights, engine: Engine): Promise<Separator> {
  const isSame = separator?.weights === weights && separator.engine.name === engine.name &&
    separator.engine.device === engine.device;
  if (!separator || !isSame) {
    await dropSeparator();
    separator = new Separator(weights, engine, weights.file);
  }
  return separator;
}

/** Frees what is kept of it, as when its engine is lost. */
export async function dropSeparator(): Promise<void> {
  const dropped = separator;
  separator = undefined;
  await dropped?.release();
}
