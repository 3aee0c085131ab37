import { Buffer } from "node:buffer";
import type { Origin } from "./origin.ts";

/** Most bytes of a segment, without its length. */
const SEGMENT = 65_533;
const EXIF = "Exif\0\0";
const XMP = "http://ns.adobe.com/xap/1.0/\0";
const ICC = "ICC_PROFILE\0";

/**
 * Puts into a JPEG what its pixels do not tell: profile, EXIF, XMP and density (JFIF 1.01; EXIF 2.32,
 * 4.7; XMP part 3, 1.1.3; ICC.1:2022, B.4). What a segment does not hold is left out.
 *
 * @param jpeg The file, with none of these, as sharp writes it.
 * @param origin What to put in.
 * @returns The file with them.
 */
export function describeJpeg(
  jpeg: Uint8Array,
  { profile, exif, xmp, density = 72 }: Origin,
): Uint8Array {
  const perInch = Buffer.alloc(4);
  perInch.writeUInt16BE(Math.min(65535, Math.round(density)));
  perInch.copy(perInch, 2);
  const segments = [segment(0xe0, "JFIF\0\x01\x01\x01", Buffer.concat([perInch, Buffer.alloc(2)]))];
  if (exif && fitsJpeg({ exif })) segments.push(segment(0xe1, EXIF, exif));
  if (xmp && fitsJpeg({ xmp })) segments.push(segment(0xe1, XMP, xmp));
  if (profile) {
    const most = SEGMENT - ICC.length - 2;
    const count = Math.ceil(profile.length / most);
    for (let i = 0; i < count; i++) {
      const place = `${ICC}${String.fromCharCode(i + 1, count)}`;
      segments.push(segment(0xe2, place, profile.subarray(i * most, (i + 1) * most)));
    }
  }
  // After the two bytes that every JPEG begins with.
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

/**
 * Tells whether a JPEG holds a photo's EXIF and XMP.
 *
 * @param origin The photo's.
 * @returns Whether neither is larger than a segment.
 */
export function fitsJpeg({ exif, xmp }: Pick<Origin, "exif" | "xmp">): boolean {
  return EXIF.length + (exif?.length ?? 0) <= SEGMENT && XMP.length + (xmp?.length ?? 0) <= SEGMENT;
}

function segment(marker: number, name: string, content: Uint8Array): Buffer {
  const header = Buffer.from([0xff, marker, 0, 0]);
  header.writeUInt16BE(2 + name.length + content.length, 2);
  return Buffer.concat([header, Buffer.from(name, "latin1"), content]);
}
