import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { Random } from "../../src/random.ts";
import { noise } from "./damage.ts";
import { edited, type Input, joined, placeOf, setBigEndian } from "./input.ts";
import type { Original } from "./originals.ts";
import { chunk, withChunks } from "./png.ts";

/**
 * Makes photos that are in order, with EXIF, XMP or a colour profile that is not: the photo can be
 * read all the same.
 *
 * @param all Files that are in order.
 */
export async function damagedLabels(all: readonly Original[]): Promise<readonly Input[]> {
  const bytesOf = (name: string) => (all.find((one) => one.name === name) as Original).bytes;
  const [plainPng, plainJpeg] = [bytesOf("PNG"), bytesOf("JPEG")];
  const metadata = await sharp(bytesOf("labelled JPEG")).metadata();
  const profile = new Uint8Array(metadata.icc as Uint8Array);
  const exif = new Uint8Array(metadata.exif as Uint8Array).subarray(6);
  const xmp = new TextDecoder().decode(metadata.xmp);
  const both = (name: string, jpeg: Uint8Array, png: Uint8Array): readonly Input[] => [
    { name: `JPEG with ${name}`, extension: "jpg", bytes: withSegment(plainJpeg, jpeg) },
    { name: `PNG with ${name}`, extension: "png", bytes: withChunks(plainPng, png) },
  ];
  return [
    ...damagedProfiles(profile).flatMap(([name, bytes]) =>
      both(
        `a profile ${name}`,
        segment(0xe2, "ICC_PROFILE\0\x01\x01", bytes),
        chunk("iCCP", joined("icc\0\0", deflateSync(bytes))),
      )
    ),
    ...damagedExif(exif).flatMap(([name, bytes]) =>
      both(`EXIF ${name}`, segment(0xe1, "Exif\0\0", bytes), chunk("eXIf", bytes))
    ),
    ...damagedXmp(xmp).flatMap(([name, bytes]) =>
      both(
        `XMP ${name}`,
        segment(0xe1, "http://ns.adobe.com/xap/1.0/\0", bytes),
        chunk("iTXt", joined("XML:com.adobe.xmp\0\0\0\0\0", bytes)),
      )
    ),
  ];
}

type Damaged = readonly (readonly [string, Uint8Array])[];

function damagedProfiles(whole: Uint8Array): Damaged {
  const random = new Random(6, "profiles");
  const [size, count] = [128, 132];
  const curve = placeOf(whole, "para");
  const long = (at: number, value: number) =>
    edited(whole, (copy) => setBigEndian(copy, at, value, 4));
  return [
    ["of nothing", new Uint8Array()],
    ["of noise", noise(500, random)],
    ["cut in its header", whole.subarray(0, 100)],
    ["cut in its table", whole.subarray(0, 150)],
    ["cut in its curves", whole.subarray(0, whole.length - 60)],
    ["that claims another size", long(0, 2 ** 31)],
    ["that claims 2^32 - 1 tags", long(size, 2 ** 32 - 1)],
    ["without tags", long(size, 0)],
    ["with a tag beyond its end", long(count + 4, 2 ** 31)],
    ["with a tag of 4 GB", long(count + 8, 2 ** 32 - 1)],
    ["with a curve nobody knows", long(curve + 8, 0x00ff0000)],
    ["with an exponent of nought", long(curve + 12, 0)],
    ["with an exponent below nought", long(curve + 12, 0x80000000)],
    ["for grey", edited(whole, (copy) => copy.set(joined("GRAY"), 16))],
    ["for CMYK", edited(whole, (copy) => copy.set(joined("CMYK"), 16))],
    ["of a device link", edited(whole, (copy) => copy.set(joined("link"), 12))],
    ["of zeros behind its header", edited(whole, (copy) => copy.fill(0, size))],
  ];
}

function damagedExif(whole: Uint8Array): Damaged {
  const random = new Random(6, "EXIF");
  const little = new TextDecoder().decode(whole.subarray(0, 2)) === "II";
  const edit = (change: (view: DataView) => void) =>
    edited(whole, (copy) => change(new DataView(copy.buffer)));
  const directory = new DataView(whole.slice().buffer).getUint32(4, little);
  const entries = new DataView(whole.slice().buffer).getUint16(directory, little);
  const end = directory + 2 + 12 * entries;
  const orientation = directory + 2 + 12 * entryOf(whole, directory, little, 0x112);
  return [
    ["of nothing", new Uint8Array()],
    ["of noise", noise(300, random)],
    ["cut in its header", whole.subarray(0, 6)],
    ["cut in its directory", whole.subarray(0, directory + 20)],
    ["of another order of bytes", edited(whole, (copy) => copy.set(joined(little ? "MM" : "II")))],
    ["whose directory is beyond its end", edit((view) => view.setUint32(4, 2 ** 31, little))],
    [
      "whose directory has 65535 entries",
      edit((view) => view.setUint16(directory, 65_535, little)),
    ],
    ["without end", edit((view) => view.setUint32(end, directory, little))],
    ["with a value of 4 GB", edit((view) => view.setUint32(directory + 6, 2 ** 32 - 1, little))],
    ...[0, 9, 65_535].map((value) =>
      [
        `of orientation ${value}`,
        edit((view) => view.setUint16(orientation + 8, value, little)),
      ] as const
    ),
  ];
}

function entryOf(exif: Uint8Array, directory: number, little: boolean, tag: number): number {
  const view = new DataView(exif.slice().buffer);
  for (let i = 0; i < view.getUint16(directory, little); i++) {
    if (view.getUint16(directory + 2 + 12 * i, little) === tag) return i;
  }
  throw new RangeError(`There is no tag ${tag}`);
}

function damagedXmp(whole: string): Damaged {
  const text = (content: string) => new TextEncoder().encode(content);
  return [
    ["of nothing", text("")],
    ["that is no XML", text("<<<&&&>>>")],
    ["that is cut", text(whole.slice(0, whole.length / 2))],
    ["of bytes that are no text", Uint8Array.of(0xff, 0xfe, 0xc0, 0x80, 0)],
    ["of an orientation nobody knows", text(whole.replace(/Orientation="\d"/, `Orientation="x"`))],
    ["of 60 KB", text(whole + " ".repeat(60_000))],
  ];
}

/** A JPEG segment. */
function segment(marker: number, name: string, data: Uint8Array): Uint8Array {
  const content = joined(name, data);
  const size = new Uint8Array(2);
  setBigEndian(size, 0, content.length + 2, 2);
  return joined(Uint8Array.of(0xff, marker), size, content);
}

/** A JPEG file with a segment behind its start. */
function withSegment(jpeg: Uint8Array, one: Uint8Array): Uint8Array {
  return joined(jpeg.subarray(0, 2), one, jpeg.subarray(2));
}
