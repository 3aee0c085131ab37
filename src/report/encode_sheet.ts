import { encodePicture } from "../image/encode_picture.ts";
import { NO_ORIGIN, type Origin } from "../image/origin.ts";
import type { Picture } from "../image/picture.ts";

/**
 * Encodes a sheet that shows a photo and its layers, in their colours: 8 bits, with the photo's profile.
 *
 * @param sheet [3,h,w], values as the photo stores them.
 * @param origin The photo's.
 * @returns A PNG's bytes.
 */
export function encodeSheet(sheet: Picture, origin = NO_ORIGIN): Promise<Uint8Array> {
  const { grey, profile }: Origin = origin;
  return encodePicture(sheet, { origin: { ...NO_ORIGIN, grey, profile } });
}
