import { createHash } from "node:crypto";

/**
 * Computes the SHA-256 of some data, end to end.
 *
 * @param parts Texts, as UTF-8, and bytes or numbers as they lie in memory; nothing is copied.
 * @returns 64 hexadecimal digits.
 */
export function sha256(...parts: readonly (string | ArrayBufferView)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) {
    hash.update(
      typeof part === "string"
        ? part
        : new Uint8Array(part.buffer, part.byteOffset, part.byteLength),
    );
  }
  return hash.digest("hex");
}
