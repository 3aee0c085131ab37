import assert from "node:assert/strict";
import sharp from "sharp";
import { readTags } from "../../src/image/tiff_tags.ts";
import { readPhotos } from "../../src/image/read_photo.ts";
import { cameraExif, described, XMP } from "./described.ts";
import { assertNear, assertRefused, image, pixel } from "./files.ts";
import { curveTag, greyProfile, profile, rgbProfile } from "./profiles.ts";

/** The most saturated green of each space is far outside sRGB. */
const GREEN = (i: number) => [0, 255, 0][i % 3] as number;
const read = async (file: Uint8Array, options = {}) => (await readPhotos([file], options))[0];

for (const name of ["adobe", "proPhoto"] as const) {
  Deno.test(`readPhotos() keeps the values of ${name}, its profile and its tone curve`, async () => {
    const icc = rgbProfile(name);
    const photo = await read(await described(image(20, 16, 3, GREEN), { profile: icc }));
    assert.deepEqual(pixel(photo.picture, 3, 3), [0, 255, 0]);
    assert.deepEqual(new Uint8Array(photo.origin.profile!), new Uint8Array(icc));
    const gamma = name === "adobe" ? 563 / 256 : 461 / 256;
    assert.ok(Math.abs(photo.curves[0]!.decode(0.5) - 0.5 ** gamma) < 1e-6);
    assert.equal(photo.converted, false);
  });
}

Deno.test("readPhotos() keeps the values of 16 bits, of grey, and of a profile that is a table", async () => {
  const deep = image(20, 16, 3, (i) => (i * 6007) % 65536, 16);
  const table = profile("RGB ", {});
  const { picture, origin } = await read(await described(deep, { profile: table }));
  assert.deepEqual(
    [...picture.data.slice(0, 3)].map((v) => v * 65535).map(Math.round),
    [0, 18021, 36042],
  );
  assert.equal(origin.bitDepth, 16);
  assert.equal(origin.profile?.length, table.length);
  for (const bits of [8, 16] as const) {
    const grey = image(20, 16, 1, (i) => i % 200, bits);
    const photo = await read(await described(grey, { profile: greyProfile() }));
    const white = bits === 8 ? 255 : 65535;
    assert.equal(Math.round((photo.picture.data[640 + 7] as number) * white), 7);
    assert.deepEqual([photo.origin.grey, photo.origin.bitDepth], [true, bits]);
    assert.ok(photo.origin.profile);
  }
});

Deno.test("readPhotos() converts a table's colours to sRGB where light is added up", async () => {
  const file = await described(image(20, 16, 3, GREEN), { profile: profile("RGB ", {}) });
  const { converted, origin } = await read(file, { space: "linear" });
  assert.ok(converted);
  const { icc } = await sharp(
    await image(16, 16, 3, () => 0).withIccProfile("srgb").png().toBuffer(),
  ).metadata();
  assert.deepEqual(new Uint8Array(origin.profile!), new Uint8Array(icc!));
});

Deno.test("readPhotos() converts CMYK to sRGB, with and without a profile", async () => {
  const colours = image(20, 16, 3, (i) => [200, 30, 90][i % 3] as number).toColourspace("cmyk");
  for (const file of [colours.clone(), colours.clone().withIccProfile("cmyk")]) {
    const { picture, origin, converted } = await read(await file.jpeg({ quality: 100 }).toBuffer());
    const [red, green, blue] = pixel(picture, 10, 8) as [number, number, number];
    assert.ok(red > 150 && green < 80 && blue > 50 && blue < 130, `${[red, green, blue]}`);
    assert.ok(converted && origin.profile && !origin.grey && origin.bitDepth === 8);
  }
});

Deno.test("readPhotos() converts photos of unlike profiles to sRGB, but none that are alike", async () => {
  const file = (name: "adobe" | "proPhoto") =>
    described(image(20, 16, 3, (i) => [200, 60, 40][i % 3] as number), {
      profile: rgbProfile(name),
    });
  const unlike = await readPhotos([await file("adobe"), await file("proPhoto")]);
  assert.deepEqual(unlike.map(({ converted }) => converted), [true, true]);
  // By the primaries and powers of the two spaces.
  assertNear(pixel(unlike[0]!.picture, 3, 3), [233, 59, 33], 3);
  const alike = await readPhotos([await file("adobe"), await file("adobe")]);
  assert.deepEqual(alike.map(({ converted }) => converted), [false, false]);
  assertNear(pixel(alike[0]!.picture, 3, 3), [200, 60, 40], 0.01);
});

Deno.test("readPhotos() calls a photo grey that has no colour, whatever its file", async () => {
  const equal = (i: number) => (Math.floor(i / 3) * 16) % 256;
  const isGrey = async (file: Uint8Array) => (await read(file)).origin.grey;
  assert.ok(await isGrey(await image(20, 16, 3, equal).png().toBuffer()));
  assert.ok(await isGrey(await image(20, 16, 3, equal).png({ palette: true }).toBuffer()));
  assert.ok(
    await isGrey(await image(20, 16, 1, (i) => i % 2 * 255).png({ colours: 2 }).toBuffer()),
  );
  assert.ok(!await isGrey(await image(20, 16, 3, GREEN).png().toBuffer()));
  // A profile of colours goes with three channels.
  const coloured = { profile: rgbProfile("adobe") };
  assert.ok(!await isGrey(await described(image(20, 16, 3, equal), coloured)));
});

Deno.test("readPhotos() keeps every value of a photo with an opacity, 8 and 16 bits", async () => {
  for (const [bits, white] of [[8, 255], [16, 65535]] as const) {
    for (const opacity of [white, white - 100]) {
      const sample = (i: number) => i % 4 === 3 ? opacity : (i * 37) % (white + 1);
      const { picture } = await read(await image(20, 16, 4, sample, bits).png().toBuffer());
      picture.data.forEach((value, i) => {
        const [c, at] = [Math.floor(i / 320), i % 320];
        assert.equal(Math.round(value * white), sample(4 * at + c), `${i}`);
      });
    }
  }
});

Deno.test("readPhotos() keeps how opaque a photo is, and its colours; what is hidden is white", async () => {
  for (const bits of [8, 16] as const) {
    const unit = bits === 8 ? 1 : 257;
    const sample = (i: number) =>
      (i < 4 ? [9, 9, 9, 0] : [255, 0, 100, 51])[i % 4] as number * unit;
    const { picture, origin } = await read(await image(20, 16, 4, sample, bits).png().toBuffer());
    assert.deepEqual(pixel(picture, 0, 0), [255, 255, 255]);
    assertNear(pixel(picture, 3, 3), [255, 0, 100], 0.01);
    assert.deepEqual([...origin.alpha!.slice(0, 3)], [0, 51 * unit, 51 * unit]);
    const opaque = image(20, 16, 4, (i) => i % 4 === 3 ? 255 * unit : 9, bits);
    assert.equal((await read(await opaque.png().toBuffer())).origin.alpha, undefined);
  }
});

for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
  Deno.test(`readPhotos() resets the EXIF orientation ${orientation}, and the size it tells`, async () => {
    const exif = await cameraExif(orientation);
    const file = await described(image(40, 30, 3, (i) => i % 256), { exif });
    const { picture, origin } = await read(file);
    const size = orientation > 4 ? [30, 40] : [40, 30];
    assert.deepEqual([picture.width, picture.height], size);
    const tags = readTags(origin.exif!);
    const number = (tag: number, directory = tags) => directory?.get(tag)?.bytes.readUInt16LE();
    assert.equal(number(0x112), 1);
    const inner = tags?.get(0x8769)?.inner;
    assert.deepEqual([number(0xa002, inner), number(0xa003, inner)], size);
    assert.equal(tags?.get(0x10f)?.bytes.toString(), "Camera works\0");
  });
}

Deno.test("readPhotos() makes XMP that of the upright picture, and leaves the rest of it alone", async () => {
  const file = await described(image(40, 30, 3, (i) => i % 256), {
    exif: await cameraExif(6),
    xmp: XMP,
    density: 300,
  });
  const { origin } = await read(file);
  const expected = new TextDecoder().decode(XMP).replace(`Orientation="6"`, `Orientation="1"`)
    .replace("ImageWidth='40'", "ImageWidth='30'").replace(">30</tiff", ">40</tiff");
  assert.equal(new TextDecoder().decode(origin.xmp), expected);
  assert.equal(origin.density, 300);
});

Deno.test("readPhotos() does without EXIF that is damaged", async () => {
  const exif = await cameraExif(6);
  for (const length of [3, 9, 40, 100]) {
    const { origin } = await read(
      await described(image(40, 30, 3, (i) => i % 256), { exif: exif.slice(0, length) }),
    );
    assert.ok(origin.exif === undefined || readTags(origin.exif), `${length}`);
  }
});

Deno.test("readPhotos() refuses more megapixels than it is allowed, and says how to allow them", async () => {
  const file = await image(400, 300, 3, () => 7).png().toBuffer();
  await assert.rejects(read(file, { megapixels: 0.1 }), {
    name: "UserError",
    message:
      "Cannot read the picture: it is 400x300 pixels, 0.2 megapixels, and the most are 0.1; " +
      "make it smaller, or raise the limit by megapixels",
  });
  assert.equal((await read(file, { megapixels: 0.12 })).picture.width, 400);
  await assertRefused(new Uint8Array(9), /not a picture of a known kind/);
});

Deno.test("readPhotos() takes a level curve's profile along", async () => {
  const steps = curveTag([0, 0, 0, 40000, 65535, 65535]);
  const file = await described(image(20, 16, 3, GREEN), { profile: rgbProfile("adobe", steps) });
  const { converted, curves } = await read(file, { space: "linear" });
  assert.equal(converted, false);
  assert.ok(Math.abs(curves[0]!.encode(curves[0]!.decode(0.9)) - 0.9) < 1e-6);
});
