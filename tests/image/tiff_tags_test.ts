import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import sharp from "sharp";
import { describeTiff, exifOfTiff } from "../../src/image/describe_tiff.ts";
import { NO_ORIGIN } from "../../src/image/origin.ts";
import { readTags, writeTags } from "../../src/image/tiff_tags.ts";
import { cameraExif } from "./described.ts";
import { image } from "./files.ts";

/** Two tags of a big-endian block by hand: Make, "Nikon", at 38; and a resolution of 300 / 1 at 44. */
const BIG = Buffer.concat([
  Buffer.from("4d4d002a00000008" + "0002", "hex"),
  Buffer.from("010f" + "0002" + "00000006" + "00000026", "hex"),
  Buffer.from("011a" + "0005" + "00000001" + "0000002c", "hex"),
  Buffer.from("00000000", "hex"),
  Buffer.from("Nikon\0"),
  Buffer.from("0000012c" + "00000001", "hex"),
]);

Deno.test("readTags() reads either order of bytes, into one", () => {
  const tags = readTags(BIG);
  assert.deepEqual([...tags?.keys() ?? []], [0x10f, 0x11a]);
  assert.equal(tags?.get(0x10f)?.bytes.toString(), "Nikon\0");
  assert.equal(tags?.get(0x11a)?.bytes.toString("hex"), "2c01000001000000");
});

Deno.test("writeTags() writes what readTags() reads, directories in directories too", async () => {
  const tags = readTags(await cameraExif());
  assert.ok(tags);
  const header = Buffer.from("II*\0\x08\0\0\0", "latin1");
  const again = readTags(Buffer.concat([header, writeTags(tags, 8)]));
  const values = (directory: typeof tags): unknown =>
    [...directory].map(([tag, { type, count, bytes, inner }]) => [
      tag,
      type,
      count,
      inner ? values(inner) : bytes.toString("hex"),
    ]);
  assert.deepEqual(values(again!), values(tags));
  assert.equal(tags.get(0x8825)?.inner?.get(1)?.bytes.toString(), "N\0");
});

Deno.test("readTags() makes nothing of what is cut short, points to itself, or is no TIFF", async () => {
  const whole = Buffer.from(await cameraExif());
  assert.equal(readTags(Buffer.from("II+\0\x08\0\0\0", "latin1")), undefined);
  for (let length = 0; length < 160; length++) {
    assert.equal(readTags(whole.subarray(0, length)), undefined, `${length}`);
  }
  // Where EXIF's directory is to be, the first one again.
  const loop = Buffer.from(
    "49492a0008000000" + "0100" + "6987" + "0400" + "01000000" + "08000000",
    "hex",
  );
  const tags = readTags(Buffer.concat([loop, Buffer.alloc(4)]));
  assert.equal(tags?.get(0x8769)?.inner?.get(0x8769)?.inner?.get(0x8769)?.inner, undefined);
});

Deno.test("readTags() makes nothing of tags that are there twice, or share their bytes without end", () => {
  const entry = (tag: number, count: number) => {
    const bytes = Buffer.from("0000010000000000" + "08000000", "hex");
    bytes.writeUInt16LE(tag);
    bytes.writeUInt32LE(count, 4);
    return bytes;
  };
  const file = (entries: readonly Buffer[]) =>
    Buffer.concat([
      Buffer.from("49492a0008000000", "hex"),
      Buffer.from([entries.length, 0]),
      ...entries,
      Buffer.alloc(104),
    ]);
  assert.equal(readTags(file([entry(1, 60), entry(2, 60)]))?.size, 2);
  assert.equal(readTags(file([entry(1, 60), entry(1, 60)])), undefined);
  assert.equal(readTags(file([1, 2, 3, 4].map((tag) => entry(tag, 60)))), undefined);
});

Deno.test("describeTiff() puts EXIF where exifOfTiff() finds it, and leaves the pixels alone", async () => {
  const exif = await cameraExif();
  for (const width of [20, 21]) {
    const tiff = await image(width, 16, 3, (i) => i % 251).tiff({ compression: "lzw" }).toBuffer();
    const file = describeTiff(tiff, { ...NO_ORIGIN, exif });
    const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();
    assert.deepEqual(await pixels(file), await pixels(tiff));
    const tags = readTags(exifOfTiff(file)!);
    assert.equal(tags?.get(0x8298)?.bytes.toString(), "A. Photographer\0");
    assert.equal(tags?.get(0x8769)?.inner?.get(0xa434)?.bytes.toString(), "35 mm\0");
    assert.equal(tags?.get(0x8825)?.inner?.get(2)?.bytes.readUInt32LE(16), 3230);
    assert.equal(tags?.has(0x111), false, "where the strips are is not EXIF");
  }
});

Deno.test("describeTiff() does without EXIF that is damaged", async () => {
  const tiff = await image(20, 16, 3, (i) => i % 251).tiff().toBuffer();
  const file = describeTiff(tiff, { ...NO_ORIGIN, exif: new Uint8Array(20) });
  assert.equal(readTags(exifOfTiff(file)!)?.has(0x8769), false);
});
