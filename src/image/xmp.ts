import type { Size } from "./resize_picture.ts";

/**
 * Makes XMP of a file that of its picture once it is upright.
 *
 * @param xmp The packet, UTF-8.
 * @param size Of the upright picture.
 * @returns The packet with orientation and size set, where it tells them.
 */
export function uprightXmp(xmp: Uint8Array, { width, height }: Size): Uint8Array {
  const told = {
    "tiff:Orientation": 1,
    "tiff:ImageWidth": width,
    "tiff:ImageLength": height,
    "exif:PixelXDimension": width,
    "exif:PixelYDimension": height,
  };
  const text = Object.entries(told).reduce(
    // As an attribute or an element.
    (text, [name, value]) =>
      text.replace(new RegExp(`(\\b${name}(?:\\s*=\\s*["']|>)\\s*)\\d+`, "g"), `$1${value}`),
    new TextDecoder().decode(xmp),
  );
  return new TextEncoder().encode(text);
}
