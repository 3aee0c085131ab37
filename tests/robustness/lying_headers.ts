import { edited, type Input, placeOf, setBigEndian } from "./input.ts";
import type { Original } from "./originals.ts";
import { type PngHeader, withHeader } from "./png.ts";
import { lyingTiffs } from "./lying_tiffs.ts";

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
    ...lyingTiffs({ width: WIDTH, height: HEIGHT }, SIZES.map(([width]) => width)),
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

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] as number;
}
