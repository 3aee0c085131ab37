import type { Input } from "./input.ts";
import { plainTags, SAMPLES, TAG, type TagValue, tiff } from "./tiff.ts";

/**
 * Makes TIFF files whose tags say something else of the picture than what is there, or nothing.
 *
 * @param size Of the picture.
 * @param widths That it claims.
 */
export function lyingTiffs(
  size: { readonly width: number; readonly height: number },
  widths: readonly number[],
): readonly Input[] {
  const samples = Uint8Array.from({ length: size.width * size.height * 3 }, (_, i) => i * 37 % 256);
  const claims: readonly (readonly [string, number, TagValue])[] = [
    ...widths.map((width) => [`a width of ${width}`, TAG.width, [width]] as const),
    ["a height of 2^32 - 1", TAG.height, [2 ** 32 - 1]],
    ["no height", TAG.height, [0]],
    ["65535 channels", TAG.channels, [65_535]],
    ["no channels", TAG.channels, [0]],
    ["no bits", TAG.bits, [0, 0, 0]],
    ["64 bits", TAG.bits, [64, 64, 64]],
    ["different bits", TAG.bits, [8, 16, 32]],
    ["samples beyond its end", TAG.offsets, [2 ** 31]],
    ["samples in its header", TAG.offsets, [0]],
    ["4 GB of samples", TAG.counts, [2 ** 32 - 1]],
    ["no bytes of samples", TAG.counts, [0]],
    ["strips of no rows", TAG.rows, [0]],
    ["strips of 2^32 - 1 rows", TAG.rows, [2 ** 32 - 1]],
    ["a hundred strips", TAG.offsets, Array(100).fill(8)],
    ["to be LZW", TAG.compression, [5]],
    ["to be deflate", TAG.compression, [8]],
    ["to be JPEG", TAG.compression, [7]],
    ["a compression nobody knows", TAG.compression, [54_321]],
    ["signed samples", TAG.format, Array(3).fill(SAMPLES.signed)],
    ["colours nobody knows", TAG.photometric, [999]],
    ["an orientation nobody knows", TAG.orientation, [77]],
  ];
  const tags = plainTags(size);
  return [
    ...claims.map(([what, tag, value]) => ({
      name: `TIFF that claims ${what}`,
      bytes: tiff(new Map([...tags, [tag, value]]), samples),
      extension: "tif",
    })),
    { name: "TIFF without end", bytes: tiff(tags, samples, "itself"), extension: "tif" },
    {
      name: "TIFF that goes on beyond its end",
      bytes: tiff(tags, samples, 2 ** 31),
      extension: "tif",
    },
    ...[...tags.keys()].map((tag) => ({
      name: `TIFF without tag ${tag}`,
      bytes: tiff(new Map([...tags].filter(([other]) => other !== tag)), samples),
      extension: "tif",
    })),
  ];
}
