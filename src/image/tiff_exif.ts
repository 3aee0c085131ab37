import { Buffer } from "node:buffer";
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

/**
 * Puts EXIF into a TIFF file: a directory at its end takes the place of the first.
 *
 * @param tiff The file, little-endian.
 * @param exif An EXIF block. Of tags that the file has, the file's are kept.
 * @returns The file with it; as it is, if the block is damaged.
 */
export function withTiffExif(tiff: Uint8Array, exif: Uint8Array): Uint8Array {
  const [own, given] = [readTags(tiff), readTags(exif)];
  if (!own || !given) return tiff;
  const added = [...given].filter(([tag]) => DESCRIPTIVE.includes(tag));
  const odd = tiff.length % 2;
  const end = tiff.length + odd;
  const tags = writeTags(new Map([...added, ...own]), end);
  const file = Buffer.concat([tiff, Buffer.alloc(odd), tags]);
  file.writeUInt32LE(end, 4);
  return file;
}
