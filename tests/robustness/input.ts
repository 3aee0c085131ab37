/** A file to try. */
export interface Input {
  /** What is wrong with it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The extension that it comes with. */
  readonly extension: string;
  /** What has to become of it: `split`, or `refused` in one line; undefined if either will do. */
  readonly expected?: "split" | "refused";
  /** Whether it is given as a hint, beside a photo that is in order. */
  readonly hint?: boolean;
}

/** Makes a damaged copy, from which nothing of the original can be changed. */
export function edited(bytes: Uint8Array, edit: (copy: Uint8Array) => void): Uint8Array {
  const copy = bytes.slice();
  edit(copy);
  return copy;
}

/** Puts bytes one behind the other. Text is one byte a character. */
export function joined(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const bytes = parts.map((part) =>
    typeof part === "string" ? Uint8Array.from(part, (c) => c.charCodeAt(0)) : part
  );
  const result = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of bytes) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** Finds the first place of some text in a file. */
export function placeOf(bytes: Uint8Array, text: string): number {
  const codes = Array.from(text, (c) => c.charCodeAt(0));
  const at = bytes.findIndex((_, i) => codes.every((code, k) => bytes[i + k] === code));
  if (at < 0) throw new RangeError(`There is no ${text}`);
  return at;
}

/** Writes a number into a file, of 2 or 4 bytes, the highest first. */
export function setBigEndian(bytes: Uint8Array, at: number, value: number, size: 2 | 4): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  if (size === 2) view.setUint16(at, value);
  else view.setUint32(at, value);
}
