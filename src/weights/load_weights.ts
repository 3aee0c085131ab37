import { readFile } from "node:fs/promises";
import { UserError } from "../errors.ts";
import { sha256 } from "../sha256.ts";
import { decodeWeights, type Weights } from "./weights.ts";

/** The weights that ship, and what their file must hash to. */
const SHIPPED = new URL("../../weights/unblend.safetensors", import.meta.url);
const SHIPPED_SHA256 = "30a4e0c4f8fd61cc244cdf80ff8a503b51c18e96411bb5c67471cfc3dec43bd2";

/** Weights with where they are from. */
export interface LoadedWeights extends Weights {
  /** The file's path, or what it is called. */
  readonly file: string;
  /** SHA-256 of the file, in hexadecimal digits. */
  readonly sha256: string;
}

/**
 * Loads a trained network: that which ships, whose file must be the very one that was measured, or
 * another.
 *
 * @param path A file that `train` wrote; without it, the weights that ship.
 * @returns The network.
 * @throws {UserError} If the file cannot be read, holds no such network, or is damaged.
 *
 * @example
 * ```ts
 * import { loadWeights } from "./load_weights.ts";
 * const { notes, sha256 } = await loadWeights();
 * console.log(notes.step, sha256);
 * ```
 */
export async function loadWeights(path?: string): Promise<LoadedWeights> {
  const file = path ?? "unblend.safetensors";
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path ?? SHIPPED);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "there is no such file" : message;
    throw new UserError(`Cannot read the weights ${path ?? SHIPPED.pathname}: ${reason}`, {
      cause: error,
    });
  }
  const hash = sha256(bytes);
  if (path === undefined && hash !== SHIPPED_SHA256) {
    throw new UserError(
      `The weights ${SHIPPED.pathname} are not those that belong to this version (SHA-256 ${hash}, ` +
        `not ${SHIPPED_SHA256}): get unblend again, or name the file by --weights to use it all the same`,
    );
  }
  return { ...decodeWeights(bytes, file), file, sha256: hash };
}
