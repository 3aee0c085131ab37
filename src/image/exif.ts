import { Buffer } from "node:buffer";
import type { Size } from "./resize_picture.ts";

/** Tags of EXIF 2.32 that no longer hold of a picture that was laid upright. */
const TAGS = { imageWidth: 0x100, imageLength: 0x101, orientation: 0x112, exif: 0x8769 };
const DIMENSIONS = { x: 0xa002, y: 0xa003 };

/**
 * Makes a file's EXIF that of its picture once it is upright: orientation and size are set, and the
 * thumbnail, which shows the photo as it was, is unlinked. All else stays where it is, for makers'
 * notes point into it.
 *
 * @param exif The block, with or without "Exif" before it.
 * @param size Of the upright picture.
 * @returns The block from its TIFF header on; undefined if it is damaged.
 */
export function uprightExif(exif: Uint8Array, { width, height }: Size): Uint8Array | undefined {
  const given = Buffer.from(exif);
  const block = given.toString("latin1", 0, 4) === "Exif" ? given.subarray(6) : given;
  const order = block.toString("latin1", 0, 2);
  if (order !== "II" && order !== "MM") return undefined;
  const little = order === "II";
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const walk = (at: number, values: Readonly<Record<number, number>>) => {
    let inner: number | undefined;
    const end = at + 2 + 12 * view.getUint16(at, little);
    for (let entry = at + 2; entry < end; entry += 12) {
      const tag = view.getUint16(entry, little);
      const value = values[tag];
      if (tag === TAGS.exif) inner = view.getUint32(entry + 8, little);
      else if (value !== undefined) {
        // A short or a long, in the entry itself.
        const short = view.getUint16(entry + 2, little) === 3;
        view.setUint32(entry + 8, 0, little);
        if (short) view.setUint16(entry + 8, value, little);
        else view.setUint32(entry + 8, value, little);
      }
    }
    view.setUint32(end, 0, little);
    return inner;
  };
  try {
    const inner = walk(view.getUint32(4, little), {
      [TAGS.orientation]: 1,
      [TAGS.imageWidth]: width,
      [TAGS.imageLength]: height,
    });
    if (inner !== undefined) walk(inner, { [DIMENSIONS.x]: width, [DIMENSIONS.y]: height });
  } catch (error) {
    // An offset that points past the end.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return block;
}
