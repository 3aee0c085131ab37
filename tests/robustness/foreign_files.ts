import { gzipSync } from "node:zlib";
import { Random } from "../../src/random.ts";
import { noise } from "./damage.ts";
import { type Input, joined } from "./input.ts";
import type { Original } from "./originals.ts";

const EXTENSIONS = ["png", "jpg", "webp", "tif", "avif"];

/**
 * Makes files that are something else than their extension says.
 *
 * @param photos Pictures of the kinds that are read: their content counts, not what they are called.
 * @param others Pictures of other kinds.
 */
export function foreignFiles(
  photos: readonly Original[],
  others: readonly Original[],
): readonly Input[] {
  const random = new Random(6, "foreign files");
  const contents: readonly (readonly [string, Uint8Array | string])[] = [
    ["nothing", ""],
    ["one byte", "\0"],
    ["a line break", "\n"],
    ["text", "This is a letter, not a picture.\n".repeat(100)],
    ["a web page", "<!DOCTYPE html><html><body><img src='photo.jpg'></body></html>"],
    ["JSON", `{"width": 64, "height": 48}`],
    ["an archive", joined("PK\x03\x04\x14\0\0\0\x08\0", noise(500, random))],
    ["compressed text", gzipSync("text".repeat(1000))],
    ["a program", joined("\x7fELF\x02\x01\x01\0", noise(500, random))],
    ["a PDF", "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n%%EOF\n"],
    ["PostScript", "%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 64 48\nshowpage\n"],
    [
      "a BMP",
      joined(
        "BM\xf6\x23\0\0\0\0\0\x006\0\0\0(\0\0\0@\0\0\x000\0\0\0\x01\0\x18\0",
        noise(9238, random),
      ),
    ],
    [
      "an icon",
      joined("\0\0\x01\0\x01\0\x10\x10\0\0\x01\0 \0h\x04\0\0\x16\0\0\0", noise(1128, random)),
    ],
    [
      "a Photoshop file",
      joined("8BPS\0\x01\0\0\0\0\0\0\0\x03\0\0\x000\0\0\0@\0\x08\0\x03", noise(900, random)),
    ],
    ["a netpbm file", joined("P6\n64 48\n255\n", noise(9216, random))],
    ["a JPEG 2000", joined("\0\0\0\x0cjP  \r\n\x87\n", noise(500, random))],
    ["a JPEG XL", joined("\xff\x0a", noise(500, random))],
    ["a FITS file", "SIMPLE  =                    T".padEnd(2880)],
    [
      "a Radiance file",
      joined("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 48 +X 64\n", noise(900, random)),
    ],
    ["an OpenEXR file", joined("v/1\x01\x02\0\0\0", noise(900, random))],
    ["the signature of a PNG", "\x89PNG\r\n\x1a\n"],
    ["the signature of a JPEG", "\xff\xd8\xff\xe0"],
    ["the signature of a WebP", "RIFF\xff\0\0\0WEBPVP8 "],
    ["the signature of a TIFF", "II*\0\x08\0\0\0"],
    ["the signature of a large TIFF", "II+\0\x08\0\0\0"],
    ["the signature of an AVIF", "\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf"],
    ["a file system's block of zeros", new Uint8Array(4096)],
    ...[10, 1000, 100_000].map((size) => [`${size} random bytes`, noise(size, random)] as const),
  ];
  const extension = () => EXTENSIONS[random.integer(EXTENSIONS.length)] as string;
  return [
    ...contents.map(([what, content]): Input => {
      const called = extension();
      const bytes = joined(content);
      return { name: `${what}, called .${called}`, bytes, extension: called, expected: "refused" };
    }),
    ...others.flatMap(({ name, bytes, extension }) =>
      [extension, "jpg", "png"].map((called): Input => {
        return {
          name: `${name}, called .${called}`,
          bytes,
          extension: called,
          expected: "refused",
        };
      })
    ),
    ...photos.map(({ name, bytes, extension }, i): Input => {
      const called = EXTENSIONS.filter((other) => other !== extension)[i % 4] as string;
      return { name: `${name}, called .${called}`, bytes, extension: called, expected: "split" };
    }),
  ];
}
