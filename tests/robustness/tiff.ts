import { joined } from "./input.ts";

// A writer of TIFF files, since no library writes those that should not be.

/** What a tag holds: whole numbers of 32 bits, or bytes as they are. */
export type TagValue = readonly number[] | Uint8Array;

/** The tags that matter here, by their numbers. */
export const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  offsets: 273,
  orientation: 274,
  channels: 277,
  rows: 278,
  counts: 279,
  format: 339,
  exif: 34665,
} as const;

/** How samples are coded. */
export const SAMPLES = { whole: 1, signed: 2, float: 3, complex: 6 } as const;

/** A description of a picture, by tag. */
export type Tags = ReadonlyMap<number, TagValue>;

/** The tags of a picture of one strip that follows the header at once. */
export function plainTags(
  { width, height, channels = 3, bits = 8, format = SAMPLES.whole, compression = 1 }: {
    readonly width: number;
    readonly height: number;
    readonly channels?: number;
    readonly bits?: number;
    readonly format?: number;
    readonly compression?: number;
  },
): Map<number, TagValue> {
  return new Map<number, TagValue>([
    [TAG.width, [width]],
    [TAG.height, [height]],
    [TAG.bits, Array(channels).fill(bits)],
    [TAG.compression, [compression]],
    [TAG.photometric, [channels < 3 ? 1 : 2]],
    [TAG.offsets, [8]],
    [TAG.channels, [channels]],
    [TAG.rows, [height]],
    [TAG.counts, [Math.ceil(width * channels * bits / 8) * height]],
    [TAG.format, Array(channels).fill(format)],
  ]);
}

/**
 * Writes a TIFF file, whatever its tags say.
 *
 * @param tags What describes the picture.
 * @param data The samples, at byte 8.
 * @param next Where the next directory is said to be: `itself`, or an offset.
 */
export function tiff(tags: Tags, data: Uint8Array, next: "itself" | number = 0): Uint8Array {
  const directory = 8 + data.length + data.length % 2;
  const entries = [...tags].sort(([a], [b]) => a - b);
  const values: Uint8Array[] = [];
  let free = directory + 2 + 12 * entries.length + 4;
  const table = new DataView(new ArrayBuffer(2 + 12 * entries.length + 4));
  table.setUint16(0, entries.length, true);
  for (const [i, [tag, value]] of entries.entries()) {
    const at = 2 + 12 * i;
    const bytes = value instanceof Uint8Array ? value : longs(value);
    table.setUint16(at, tag, true);
    table.setUint16(at + 2, value instanceof Uint8Array ? 7 : 4, true);
    table.setUint32(at + 4, value.length, true);
    if (bytes.length <= 4) bytes.forEach((byte, k) => table.setUint8(at + 8 + k, byte));
    else {
      table.setUint32(at + 8, free, true);
      values.push(bytes);
      free += bytes.length;
    }
  }
  table.setUint32(table.byteLength - 4, next === "itself" ? directory : next, true);
  return joined(
    "II*\0",
    longs([directory]),
    data,
    new Uint8Array(data.length % 2),
    new Uint8Array(table.buffer),
    ...values,
  );
}

/** Numbers of 32 bits, the lowest byte first. */
export function longs(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  for (const [i, value] of values.entries()) view.setUint32(4 * i, value, true);
  return new Uint8Array(view.buffer);
}
