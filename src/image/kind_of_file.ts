import { Buffer } from "node:buffer";

/** How files begin, by their kind: text and where it is. */
const SIGNATURES: readonly (readonly [string, string, number])[] = [
  ["jpeg", "\xff\xd8\xff", 0],
  ["png", "\x89PNG\r\n", 0],
  ["webp", "WEBP", 8],
  ["tiff", "II*\0", 0],
  ["tiff", "MM\0*", 0],
  ["tiff", "II+\0", 0],
  ["tiff", "MM\0+", 0],
  ["heif", "ftyp", 4],
  ["gif", "GIF8", 0],
  ["bmp", "BM", 0],
  ["pdf", "%PDF", 0],
  ["psd", "8BPS", 0],
];

/**
 * Tells what kind of picture a file is by how it begins, whatever it is called: a decoder sees only
 * what is meant for it.
 *
 * @param bytes The file.
 * @returns Its kind, in lower case; undefined if it is none of those that are known.
 */
export function kindOfFile(bytes: Uint8Array): string | undefined {
  const begin = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  const known = SIGNATURES.find(([, text, at]) => begin.startsWith(text, at))?.[0];
  return known ?? (/^[^\0]*<svg\b/.test(begin) ? "svg" : undefined);
}
