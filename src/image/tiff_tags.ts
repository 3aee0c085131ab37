import { Buffer } from "node:buffer";

/** What a directory of a TIFF file, or of EXIF, says: a tag's value by its number. */
export type Directory = ReadonlyMap<number, Tag>;

/** A tag's value. */
interface Tag {
  readonly type: number;
  readonly count: number;
  /** The value, little-endian. */
  readonly bytes: Buffer;
  /** The directory that it points to. */
  readonly inner?: Directory;
}

/** Bytes of a value of each type, and of the numbers that it is made of (TIFF 6.0, section 2). */
const SIZES: Readonly<Record<number, readonly [number, number]>> = {
  1: [1, 1],
  2: [1, 1],
  3: [2, 2],
  4: [4, 4],
  5: [8, 4],
  6: [1, 1],
  7: [1, 1],
  8: [2, 2],
  9: [4, 4],
  10: [8, 4],
  11: [4, 4],
  12: [8, 8],
  13: [4, 4],
};

/** Tags that point to directories: EXIF, GPS, interoperability. */
const POINTERS = [0x8769, 0x8825, 0xa005];

/**
 * Reads the first directory of a TIFF file or an EXIF block, and those that it points to.
 *
 * @param bytes From the header on.
 * @returns Its tags; undefined if it is damaged, or no TIFF of the usual kind.
 */
export function readTags(bytes: Uint8Array): Directory | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = file.toString("latin1", 0, 4);
  if (header !== "II*\0" && header !== "MM\0*") return undefined;
  const little = header[0] === "I";
  try {
    return readDirectory(file, little ? file.readUInt32LE(4) : file.readUInt32BE(4), little);
  } catch (error) {
    // An offset that points past the end.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readDirectory(file: Buffer, at: number, little: boolean, depth = 0): Directory {
  const short = (at: number) => little ? file.readUInt16LE(at) : file.readUInt16BE(at);
  const long = (at: number) => little ? file.readUInt32LE(at) : file.readUInt32BE(at);
  const tags = new Map<number, Tag>();
  let room = file.length;
  const end = at + 2 + 12 * short(at);
  for (let entry = at + 2; entry < end; entry += 12) {
    const [tag, type, count] = [short(entry), short(entry + 2), long(entry + 4)];
    const [size, unit] = SIZES[type] ?? [0, 0];
    const length = size * count;
    const start = length > 4 ? long(entry + 8) : entry + 8;
    room -= length;
    // Values that lie over one another, or a tag twice, would multiply a small file without end.
    if (start + length > file.length || room < 0 || tags.has(tag)) {
      throw new RangeError(`Tag ${tag} is cut short, or there twice`);
    }
    const bytes = Buffer.from(file.subarray(start, start + length));
    if (!little && unit === 2) bytes.swap16();
    if (!little && unit === 4) bytes.swap32();
    if (!little && unit === 8) bytes.swap64();
    const points = POINTERS.includes(tag) && depth < 2 && length === 4;
    const inner = points ? readDirectory(file, long(entry + 8), little, depth + 1) : undefined;
    if (length > 0) tags.set(tag, { type, count, bytes, ...inner && { inner } });
  }
  return tags;
}

/**
 * Writes a directory, and those that it points to.
 *
 * @param tags What to write.
 * @param base Where in the file it will be, an even number.
 * @returns The bytes, little-endian.
 */
export function writeTags(tags: Directory, base: number): Buffer {
  const sorted = [...tags].toSorted(([a], [b]) => a - b);
  const table = Buffer.alloc(2 + 12 * sorted.length + 4);
  table.writeUInt16LE(sorted.length);
  const parts: Buffer[] = [table];
  let next = base + table.length;
  for (const [i, [tag, { type, count, bytes, inner }]] of sorted.entries()) {
    const entry = 2 + 12 * i;
    table.writeUInt16LE(tag, entry);
    table.writeUInt16LE(type, entry + 2);
    table.writeUInt32LE(count, entry + 4);
    const body = inner ? writeTags(inner, next) : bytes;
    if (!inner && body.length <= 4) {
      body.copy(table, entry + 8);
      continue;
    }
    table.writeUInt32LE(next, entry + 8);
    const padded = Buffer.concat([body], body.length + body.length % 2);
    parts.push(padded);
    next += padded.length;
  }
  return Buffer.concat(parts);
}
