import { Buffer } from "node:buffer";
import type { Origin } from "./origin.ts";
import { readTags, writeTags } from "./tiff_tags.ts";

// libvips leaves the EXIF of TIFF files alone, both ways: they have it spread among their own tags.

/** Tags of a file's first directory that belong to EXIF, and say nothing of how pixels are stored. */
const DESCRIPTIVE = [
  0x10e, // Description
  0x10f, // Make
  0x110, // Model
  0x112, // Orientation
  0x11a, // Resolution
  0x11b,
  0x128,
  0x131, // Software
  0x132, // Date
  0x13b, // Artist
  0x4746, // Rating
  0x8298, // Copyright
  0x8769, // EXIF's own directory
  0x8825, // GPS
  0x9c9b, // Title, comment, author, keywords, subject
  0x9c9c,
  0x9c9d,
  0x9c9e,
  0x9c9f,
];

/**
 * Takes what belongs to EXIF out of a TIFF file.
 *
 * @param tiff The file.
 * @returns An EXIF block, from its header on; undefined if there is nothing to take.
 */
export function exifOfTiff(tiff: Uint8Array): Uint8Array | undefined {
  const tags = readTags(tiff);
  const taken = [...tags ?? []].filter(([tag]) => DESCRIPTIVE.includes(tag));
  if (taken.length === 0) return undefined;
  return Buffer.concat([Buffer.from("II*\0\x08\0\0\0", "latin1"), writeTags(new Map(taken), 8)]);
}

/** Tags of XMP and of an ICC profile, and their types: bytes, and what is undefined. */
const [XMP, ICC] = [[0x2bc, 1], [0x8773, 7]] as const;

/**
 * Puts into a TIFF file what its pixels do not tell: profile, EXIF and XMP. A directory at its end takes
 * the place of the first.
 *
 * @param tiff The file, with none of these, little-endian, as sharp writes it.
 * @param origin What to put in. Of EXIF's tags that the file has, the file's are kept.
 * @returns The file with them; without EXIF that is damaged.
 */
export function describeTiff(tiff: Uint8Array, { profile, exif, xmp }: Origin): Uint8Array {
  const own = readTags(tiff);
  if (!own) throw new TypeError("sharp wrote a TIFF of another kind");
  const added = [...exif && readTags(exif) || []].filter(([tag]) => DESCRIPTIVE.includes(tag));
  for (const [[tag, type], bytes] of [[XMP, xmp], [ICC, profile]] as const) {
    if (bytes) added.push([tag, { type, count: bytes.length, bytes: Buffer.from(bytes) }]);
  }
  const odd = tiff.length % 2;
  const end = tiff.length + odd;
  const tags = writeTags(new Map([...added, ...own]), end);
  const file = Buffer.concat([tiff, Buffer.alloc(odd), tags]);
  file.writeUInt32LE(end, 4);
  return file;
}
