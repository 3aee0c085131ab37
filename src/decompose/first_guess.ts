import { UserError } from "../errors.ts";
import type { Picture } from "../image/picture.ts";
import type { Engine } from "../runtime/engine.ts";
import { cannot } from "../runtime/engine_failure.ts";
import { openBackend } from "../runtime/open_backend.ts";
import type { LoadedWeights } from "../weights/load_weights.ts";
import { type NetworkLayers, networkLayers } from "./network_layers.ts";

/** What the trained network found, and where to go on from there. */
export interface FirstGuess {
  readonly found: NetworkLayers;
  /** What computed it: the engine that was asked, or the processor in its place. */
  readonly engine: Engine;
}

/**
 * Has a trained network separate a photo. A GPU can be lost or lack what the network needs; the
 * processor then takes its place, as in a fit.
 *
 * @param photo [3,h,w] in [0, 1].
 * @param weights The network.
 * @param settings `engine`, what computes; `onNotice`, called with a sentence for the user if it
 * cannot.
 * @returns Layers, and the engine that found them.
 * @throws {UserError} If the weights are not those of their network.
 * @throws What the processor throws.
 */
export async function firstGuess(
  photo: Picture,
  weights: LoadedWeights,
  { engine, onNotice }: {
    readonly engine: Engine;
    readonly onNotice: (notice: string) => void;
  },
): Promise<FirstGuess> {
  try {
    return { found: await networkLayers(photo, weights, engine), engine };
  } catch (error) {
    // Wrong weights are wrong on any engine.
    if (engine.name === "cpu" || error instanceof UserError) throw error;
    onNotice(cannot(engine, "run the trained network", error));
    const cpu = await openBackend("cpu");
    return { found: await networkLayers(photo, weights, cpu), engine: cpu };
  }
}
