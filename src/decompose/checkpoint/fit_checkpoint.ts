import type { Checkpoint } from "../../fit/fit.ts";
import type { Leg } from "../../fit/relay.ts";
import { sha256 } from "../../sha256.ts";
import {
  decodeSafetensors,
  encodeSafetensors,
  type StoredTensors,
} from "../../weights/safetensors.ts";
import type { Report } from "../types.ts";
import type { FitOrigin } from "./fit_origin.ts";

/** A fit between two steps: all that it takes to go on as if it had never stopped. */
export interface FitCheckpoint extends Pick<Report, "losses" | "notices" | "timings"> {
  /** What it depends on. */
  readonly origin: FitOrigin;
  /** What computed. */
  readonly engine: { readonly name: string; readonly device: string };
  /** Where it stands. */
  readonly leg: Leg;
}

type Place = "now" | "kept";

/**
 * Writes a checkpoint to the bytes of a `safetensors` file: numbers exactly, all else as JSON, and a
 * checksum over the whole.
 *
 * @param checkpoint The fit.
 * @returns The file.
 */
export function encodeFitCheckpoint({ leg, ...about }: FitCheckpoint): Uint8Array<ArrayBuffer> {
  const { now, kept, setbacks } = leg;
  const tensors = Object.fromEntries(
    Object.entries({ now, kept } satisfies Record<Place, Checkpoint>).flatMap((
      [place, { state }],
    ) =>
      Object.entries(state).map(([name, data]) => [
        `${place} ${name}`,
        { shape: [data.length], data },
      ])
    ),
  );
  const counts = ({ step, averaged }: Checkpoint) => ({ step, averaged });
  const fit = JSON.stringify({ ...about, setbacks, now: counts(now), kept: counts(kept) });
  const stored = { tensors, metadata: { fit } };
  return encodeSafetensors({ tensors, metadata: { fit, sha256: checksum(stored) } });
}

/**
 * Reads what {@linkcode encodeFitCheckpoint} wrote.
 *
 * @param bytes The file.
 * @returns The fit; undefined if it is no such file, or not as it was written.
 */
export function decodeFitCheckpoint(bytes: Uint8Array): FitCheckpoint | undefined {
  const stored = decoded(bytes);
  if (!stored || stored.metadata.sha256 !== checksum(stored)) return undefined;
  // A file with that checksum holds what was written: nothing else is looked at.
  const { setbacks, now, kept, ...about } = JSON.parse(stored.metadata.fit ?? "");
  const stateAt = (place: Place) =>
    Object.fromEntries(
      Object.entries(stored.tensors).flatMap(([name, { data }]) =>
        name.startsWith(`${place} `) ? [[name.slice(place.length + 1), data]] : []
      ),
    );
  const leg: Leg = {
    setbacks,
    now: { ...now, state: stateAt("now") },
    kept: { ...kept, state: stateAt("kept") },
  };
  return { ...about, leg };
}

function decoded(bytes: Uint8Array): StoredTensors | undefined {
  try {
    return decodeSafetensors(bytes, "the checkpoint");
  } catch {
    return undefined;
  }
}

function checksum({ tensors, metadata: { fit = "" } }: StoredTensors): string {
  const parts = Object.entries(tensors).flatMap(([name, { shape, data }]) => [
    `\n${name} ${shape}\n`,
    data,
  ]);
  return sha256(fit, ...parts);
}
