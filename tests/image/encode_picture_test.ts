import assert from "node:assert/strict";
import sharp from "sharp";
import { UserError } from "../../src/errors.ts";
import { encodePicture } from "../../src/image/encode_picture.ts";
import { FORMAT_NAMES, FORMATS } from "../../src/image/formats.ts";
import { NO_ORIGIN, type Origin } from "../../src/image/origin.ts";
import type { Picture } from "../../src/image/picture.ts";
import { readPhotos } from "../../src/image/read_photo.ts";
import { readPicture } from "../../src/image/read_picture.ts";
import { readTags } from "../../src/image/tiff_tags.ts";
import { cameraExif, XMP } from "./described.ts";
import { assertNear, pixel } from "./files.ts";
import { curveTag, greyProfile, rgbProfile } from "./profiles.ts";

/** Slopes of red, green and blue, each another way. */
const SLOPES: Picture = {
  data: Float32Array.from({ length: 3 * 48 * 64 }, (_, i) => {
    const [c, y, x] = [Math.floor(i / 3072), Math.floor(i / 64) % 48, i % 64];
    return [x / 63, y / 47, 1 - (x + y) / 110][c] as number;
  }),
  channels: 3,
  height: 48,
  width: 64,
};
const GREY = {
  ...SLOPES,
  data: SLOPES.data.map((_, i) => SLOPES.data[i % 3072] as number),
};

const told = (about: Partial<Origin>): Origin => ({ ...NO_ORIGIN, ...about });
const header = async (file: Uint8Array) => await sharp(file).metadata();

/** Checks that a picture is another one, but for rounding to `white` steps, or for what a format loses. */
function assertKept(
  actual: Picture,
  expected: Picture,
  { lossy }: { lossy: boolean },
  white = 255,
) {
  const errors = actual.data.map((v, i) => white * Math.abs(v - (expected.data[i] as number)));
  const mean = Math.sqrt(errors.reduce((sum, v) => sum + v * v, 0) / errors.length);
  assert.ok(lossy ? mean < 2 * white / 255 : errors.every((v) => v < 0.51), `${mean}`);
}

for (const format of FORMAT_NAMES) {
  Deno.test(`encodePicture() as ${format} keeps profile, EXIF, XMP and density`, async () => {
    const origin = told({
      profile: rgbProfile("adobe"),
      exif: await cameraExif(),
      xmp: XMP,
      density: 300,
    });
    const file = await encodePicture(SLOPES, { format, origin });
    const { format: kind, icc, xmp, density, depth } = await header(file);
    assert.equal(kind, { jpg: "jpeg", avif: "heif" }[format as string] ?? format);
    assert.deepEqual(new Uint8Array(icc!), new Uint8Array(origin.profile!));
    assert.deepEqual(new Uint8Array(xmp!), XMP);
    assert.equal(depth, "uchar");
    // WebP and AVIF have it in EXIF alone.
    if (format !== "webp" && format !== "avif") assert.equal(density, 300);
    const [photo] = await readPhotos([file] as const);
    const tags = readTags(photo.origin.exif!);
    const text = (tag: number, directory = tags) => directory?.get(tag)?.bytes.toString();
    assert.deepEqual([text(0x10f), text(0x8298)], ["Camera works\0", "A. Photographer\0"]);
    assert.equal(text(0x9003, tags?.get(0x8769)?.inner), "2020:01:02 03:04:05\0");
    assert.equal(text(0xa434, tags?.get(0x8769)?.inner), "35 mm\0");
    assert.equal(tags?.get(0x8825)?.inner?.get(2)?.bytes.readUInt32LE(16), 3230);
    assertKept(photo.picture, SLOPES, FORMATS[format]);
  });

  Deno.test(`encodePicture() as ${format} has as many bits as photo and format`, async () => {
    const file = await encodePicture(SLOPES, { format, origin: told({ bitDepth: 16 }) });
    const { depth, bitsPerSample } = await header(file);
    const { bits } = FORMATS[format];
    assert.equal(depth, bits > 8 ? "ushort" : "uchar");
    if (format === "avif") assert.equal(bitsPerSample, 10);
    assertKept(await readPicture(file), SLOPES, FORMATS[format], 65535);
  });

  Deno.test(`encodePicture() as ${format} writes grey as grey, with a profile or without`, async () => {
    for (const profile of [undefined, greyProfile()]) {
      for (const bitDepth of [8, 16] as const) {
        const origin = told({ grey: true, profile, bitDepth });
        const file = await encodePicture(GREY, { format, origin });
        const { channels, icc } = await header(file);
        const { grey, bits } = FORMATS[format];
        assert.equal(channels, grey ? 1 : 3);
        assert.equal(icc?.length, grey ? profile?.length : undefined);
        const [photo] = await readPhotos([file] as const);
        // What is lost to WebP may be a step of colour.
        if (format !== "webp") assert.ok(photo.origin.grey);
        const white = bits === 16 && bitDepth === 16 ? 65535 : 255;
        if (grey || !profile) assertKept(photo.picture, GREY, FORMATS[format], white);
      }
    }
  });

  Deno.test(`encodePicture() as ${format} is as transparent as the photo, or lies over white`, async () => {
    for (const bitDepth of [8, 16] as const) {
      const white = bitDepth === 8 ? 255 : 65535;
      const alpha = bitDepth === 8 ? new Uint8Array(3072) : new Uint16Array(3072);
      alpha.forEach((_, i) => alpha[i] = i % 64 < 32 ? white : white / 5);
      const file = await encodePicture(SLOPES, { format, origin: told({ bitDepth, alpha }) });
      const { hasAlpha } = await header(file);
      assert.equal(hasAlpha, FORMATS[format].transparent);
      // At the right, a fifth of the colour and four fifths of white.
      const [x, y] = [56, 10];
      const colour = pixel(SLOPES, x, y).map((v) => v / 5 + 255 * 4 / 5);
      assertNear(pixel(await readPicture(file), x, y), colour, FORMATS[format].lossy ? 4 : 0.51);
    }
  });
}

Deno.test("encodePicture() of grey with a profile is converted to sRGB where a format has no grey", async () => {
  const origin = told({ grey: true, profile: greyProfile() });
  const file = await encodePicture(GREY, { format: "webp", origin });
  const value = (0.5 ** (461 / 256)) ** (1 / 2.4) * 1.055 - 0.055;
  const middle = GREY.data.findIndex((v) => Math.abs(v - 0.5) < 0.01);
  assertNear(pixel(await readPicture(file), middle % 64, 0), Array(3).fill(255 * value), 4);
});

Deno.test("encodePicture() as jpg spreads a large profile over segments, and leaves out what fits into none", async () => {
  const profile = rgbProfile("adobe", curveTag(Array.from({ length: 60_000 }, (_, i) => i)));
  const xmp = new TextEncoder().encode("<x/>".padEnd(70_000));
  const file = await encodePicture(SLOPES, {
    format: "jpg",
    origin: told({ profile, xmp, exif: await cameraExif() }),
  });
  const about = await header(file);
  assert.ok(profile.length > 300_000);
  assert.deepEqual(new Uint8Array(about.icc!), new Uint8Array(profile));
  assert.ok(about.exif && !about.xmp);
});

Deno.test("encodePicture() by quality makes lossy files smaller, and is not asked for it otherwise", async () => {
  for (const format of FORMAT_NAMES) {
    if (FORMATS[format].lossy) {
      const [low, high] = [
        await encodePicture(SLOPES, { format, quality: 10 }),
        await encodePicture(SLOPES, { format, quality: 100 }),
      ];
      assert.ok(low.length < high.length, format);
    } else {
      await assert.rejects(encodePicture(SLOPES, { format, quality: 90 }), {
        name: "UserError",
        message: `The format ${format} loses nothing: leave out quality, or choose a format of ` +
          "jpg, webp, avif",
      });
    }
    await assert.rejects(encodePicture(SLOPES, { format, quality: 101 }), UserError);
  }
});

Deno.test("encodePicture() refuses a picture that is too long for its format", async () => {
  const strip = { data: new Float32Array(3 * 16_400), channels: 3, height: 1, width: 16_400 };
  await assert.rejects(encodePicture(strip, { format: "webp" }), {
    name: "UserError",
    message: "Cannot write 16400x1 pixels as webp: 16383 a side are the most; choose format png " +
      "or tiff",
  });
});

Deno.test("encodePicture() writes the same bytes for the same picture", async () => {
  for (const format of FORMAT_NAMES) {
    const origin = told({ exif: await cameraExif(), profile: rgbProfile("adobe") });
    const [a, b] = [
      await encodePicture(SLOPES, { format, origin }),
      await encodePicture(SLOPES, { format, origin }),
    ];
    assert.deepEqual(a, b);
  }
});
