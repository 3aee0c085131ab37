import { stoppedEarly, UserError } from "../../errors.ts";
import type { Picture } from "../../image/picture.ts";
import { evaluateSplit, type Evaluation } from "../../metrics/pairing.ts";
import { type KnownPair, type PairFiles, readPair } from "./pairs_folder.ts";

/**
 * Checks that pairs can be measured, before hours are spent on answers to them. One at a time is
 * read and dropped again: a thousand take no more memory than one.
 *
 * @param files The pairs.
 * @param options `mix`: as for {@linkcode readPair}; `signal`, to stop by.
 * @throws {UserError} If one cannot be read, or its layers do not allow of a metric.
 * @throws {DOMException} `AbortError`, if the signal stops it.
 */
export async function expectMeasurable(
  files: readonly PairFiles[],
  { mix, signal }: { readonly mix: boolean; readonly signal: AbortSignal | undefined },
): Promise<void> {
  for (const one of files) {
    if (signal?.aborted) throw stoppedEarly();
    const pair = await readPair(one, { mix });
    // Of any answer: what a metric cannot bear is up to the truth alone.
    measurePair([pair.mixture, pair.mixture], pair);
  }
}

/**
 * Measures layers of a pair.
 *
 * @param layers What was answered.
 * @param pair The truth.
 * @returns How close they are.
 * @throws {UserError} If a true layer is flat or too small: names the pair.
 */
export function measurePair(layers: readonly [Picture, Picture], pair: KnownPair): Evaluation {
  try {
    return evaluateSplit(layers, pair.layers);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError(`Cannot measure ${pair.name}: ${error.message}`, { cause: error });
  }
}
