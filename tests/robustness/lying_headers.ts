import { edited, type Input, placeOf, setBigEndian } from "./input.ts";
import type { Original } from "./originals.ts";
import { type PngHeader, withHeader } from "./png.ts";
import { plainTags, SAMPLES, TAG, type TagValue, tiff } from "./tiff.ts";

const [WIDTH, HEIGHT] = [64, 48];
/** Sizes that are not that of the picture: too small, too large, none, and what no memory holds. */
const SIZES = [[64, 49], [64, 20], [63, 48], [4096, 4096], [30_000, 30_000], [0, 48]] as const;

/**
 * Makes files whose headers say something else of the picture than what is there.
 *
 * @param all Files that are in order.
 */
export function lyingHeaders(all: readonly Original[]): readonly Input[] {
  const bytesOf = (name: string) => (all.find((one) => one.name === name) as Original).bytes;
  return [
    ...lyingPngs(bytesOf("PNG")),
    ...lyingJpegs(bytesOf("JPEG")),
    ...lyingJpegs(bytesOf("progressive JPEG")),
    ...lyingWebps(bytesOf("labelled WebP")),
    ...lyingAvifs(bytesOf("AVIF")),
    ...lyingTiffs(),
  ];
}

function lyingPngs(file: Uint8Array): readonly Input[] {
  const headers: readonly PngHeader[] = [
    ...SIZES.map(([width, height]) => ({ width, height })),
    { width: 2 ** 31, height: 2 ** 31 },
    { width: 2 ** 32 - 1, height: 1 },
    { width: WIDTH, height: HEIGHT, bits: 16 },
    { width: WIDTH, height: HEIGHT, bits: 7 },
    { width: WIDTH, height: HEIGHT, kind: 0 },
    { width: WIDTH, height: HEIGHT, kind: 3 },
    { width: WIDTH, height: HEIGHT, kind: 6 },
    { width: WIDTH, height: HEIGHT, kind: 9 },
    { width: WIDTH, height: HEIGHT, interlaced: true },
  ];
  return headers.map((about) => ({
    name: `PNG that claims ${JSON.stringify(about)}`,
    bytes: withHeader(file, about),
    extension: "png",
  }));
}

function lyingJpegs(file: Uint8Array): readonly Input[] {
  const frame = file.findIndex((byte, i) =>
    byte === 0xff && [0xc0, 0xc2].includes(at(file, i + 1))
  );
  const make = (what: string, edit: (copy: Uint8Array) => void): Input => ({
    name: `JPEG (${at(file, frame + 1) === 0xc2 ? "progressive" : "baseline"}) that claims ${what}`,
    bytes: edited(file, edit),
    extension: "jpg",
  });
  return [
    ...[...SIZES, [65_535, 65_535] as const].map(([width, height]) =>
      make(`${width}x${height}`, (copy) => {
        setBigEndian(copy, frame + 5, height, 2);
        setBigEndian(copy, frame + 7, width, 2);
      })
    ),
    make("no sampling", (copy) => copy[frame + 11] = 0),
    make("sampling of 15 by 15", (copy) => copy[frame + 11] = 0xff),
    make("samples of 12 bits", (copy) => copy[frame + 4] = 12),
    make("one channel", (copy) => copy[frame + 9] = 1),
    make("a frame of 65535 bytes", (copy) => setBigEndian(copy, frame + 2, 65_535, 2)),
    make("a frame of no bytes", (copy) => setBigEndian(copy, frame + 2, 0, 2)),
  ];
}

function lyingWebps(file: Uint8Array): readonly Input[] {
  const canvas = placeOf(file, "VP8X") + 12;
  const frame = placeOf(file, "VP8 ") + 14;
  const make = (what: string, edit: (view: DataView) => void): Input => ({
    name: `WebP that claims ${what}`,
    bytes: edited(file, (copy) => edit(new DataView(copy.buffer))),
    extension: "webp",
  });
  return [
    ...[16_384, 2 ** 24, 1, 40].map((side) =>
      make(`a canvas of ${side}x${side}`, (view) => {
        view.setUint32(canvas, side - 1, true);
        view.setUint32(canvas + 2, (side - 1) << 8 | (side - 1) >> 16, true);
        view.setUint16(canvas + 4, (side - 1) >> 8, true);
      })
    ),
    ...[[16_383, 16_383], [0, 0], [64, 49]].map(([width = 0, height = 0]) =>
      make(`a frame of ${width}x${height}`, (view) => {
        view.setUint16(frame, width, true);
        view.setUint16(frame + 2, height, true);
      })
    ),
    make("to be of 4 GB", (view) => view.setUint32(4, 2 ** 32 - 1, true)),
    make("to be of no bytes", (view) => view.setUint32(4, 0, true)),
    make("a frame of 4 GB", (view) => view.setUint32(frame - 10, 2 ** 32 - 2, true)),
  ];
}

function lyingAvifs(file: Uint8Array): readonly Input[] {
  const make = (what: string, box: string, offset: number, value: number): Input => ({
    name: `AVIF that claims ${what}`,
    bytes: edited(file, (copy) => setBigEndian(copy, placeOf(file, box) + offset, value, 4)),
    extension: "avif",
  });
  return [
    ...[0, 16, 4096, 30_000, 2 ** 31].map((width) => make(`a width of ${width}`, "ispe", 8, width)),
    make("boxes of 4 GB", "meta", -4, 2 ** 32 - 1),
    make("boxes of no bytes", "iprp", -4, 0),
    make("2^31 properties", "ipco", -4, 2 ** 31),
    make("data elsewhere", "iloc", 14, 2 ** 31),
    make("no location", "iloc", 8, 0),
    make("another brand", "ftyp", 4, 0),
  ];
}

function lyingTiffs(): readonly Input[] {
  const samples = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => i * 37 % 256);
  const claims: readonly (readonly [string, number, TagValue])[] = [
    ...SIZES.map(([width]) => [`a width of ${width}`, TAG.width, [width]] as const),
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
  const tags = plainTags({ width: WIDTH, height: HEIGHT });
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

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] as number;
}
