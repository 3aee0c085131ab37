import { Buffer } from "node:buffer";
import { crc32, deflateSync } from "node:zlib";
import type { Origin } from "./origin.ts";

/**
 * Puts into a PNG what its pixels do not tell: profile, EXIF, XMP and density (PNG, third edition, 11.3).
 *
 * @param png The file, with none of these but a density, which is replaced.
 * @param origin What to put in.
 * @returns The file with them.
 */
export function describePng(
  png: Uint8Array,
  { profile, exif, xmp, density }: Origin,
): Uint8Array {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const chunks = [];
  if (profile) {
    chunks.push(chunk("iCCP", Buffer.from("ICC profile\0\0", "latin1"), deflateSync(profile)));
  }
  if (density) {
    const perMetre = Math.round(density / 0.0254);
    chunks.push(chunk("pHYs", uint32(perMetre), uint32(perMetre), Buffer.from([1])));
  }
  if (exif) chunks.push(chunk("eXIf", exif));
  if (xmp) chunks.push(chunk("iTXt", Buffer.from("XML:com.adobe.xmp\0\0\0\0\0", "latin1"), xmp));
  // Signature and IHDR are 33 bytes; a density that sharp wrote follows them or the profile.
  const at = bytes.toString("latin1", 37, 41) === "pHYs" ? 33 + 21 : 33;
  return Buffer.concat([bytes.subarray(0, 33), ...chunks, bytes.subarray(density ? at : 33)]);
}

function chunk(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), ...parts]);
  return Buffer.concat([uint32(body.length - 4), body, uint32(crc32(body))]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
