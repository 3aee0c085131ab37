import { crc32, deflateSync } from "node:zlib";
import { joined, setBigEndian } from "./input.ts";

// A writer of PNG files, since no library writes those that should not be.

const SIGNATURE = "\x89PNG\r\n\x1a\n";

/** What a PNG file begins with. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits a sample. Default 8. */
  readonly bits?: number;
  /** 0 grey, 2 colour, 3 palette, 4 and 6 the first two with alpha. Default 2. */
  readonly kind?: number;
  readonly interlaced?: boolean;
}

/** One chunk, with the checksum that belongs to it. */
export function chunk(name: string, data: Uint8Array): Uint8Array {
  const named = joined(name, data);
  return joined(long(data.length), named, long(crc32(named)));
}

/** The chunk that a PNG file begins with. */
export function header(
  { width, height, bits = 8, kind = 2, interlaced = false }: PngHeader,
): Uint8Array {
  const more = Uint8Array.of(bits, kind, 0, 0, interlaced ? 1 : 0);
  return chunk("IHDR", joined(long(width), long(height), more));
}

/**
 * Writes a PNG file.
 *
 * @param about Its header.
 * @param samples The rows, each with a byte for its filter first, not compressed yet.
 * @param more Further chunks, between header and samples.
 */
export function png(
  about: PngHeader,
  samples: Uint8Array,
  ...more: readonly Uint8Array[]
): Uint8Array {
  const data = chunk("IDAT", deflateSync(samples));
  return joined(SIGNATURE, header(about), ...more, data, chunk("IEND", new Uint8Array()));
}

/** A PNG file with chunks put behind its header. */
export function withChunks(file: Uint8Array, ...more: readonly Uint8Array[]): Uint8Array {
  return joined(file.subarray(0, 33), ...more, file.subarray(33));
}

/** A PNG file with another header. */
export function withHeader(file: Uint8Array, about: PngHeader): Uint8Array {
  return joined(file.subarray(0, 8), header(about), file.subarray(33));
}

function long(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  setBigEndian(bytes, 0, value, 4);
  return bytes;
}
