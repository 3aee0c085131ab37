import assert from "node:assert/strict";
import { readPicture } from "../../src/image/read_picture.ts";
import { assertNear, image, pixel, withDirectory, withProfileOf } from "./files.ts";

const RED_AND_BLUE = (i: number) => [200, 30, 90][i % 3] as number;

for (const format of ["jpeg", "png", "webp", "tiff", "avif"] as const) {
  Deno.test(`readPicture() reads ${format} from a path and from bytes`, () =>
    withDirectory(async (path) => {
      const file = path(`photo.${format}`);
      await image(20, 16, 3, RED_AND_BLUE).toFormat(format, { quality: 95 }).toFile(file);
      const picture = await readPicture(file);
      assert.deepEqual([picture.channels, picture.height, picture.width], [3, 16, 20]);
      assert.equal(picture.data.length, 3 * 16 * 20);
      assertNear(pixel(picture, 10, 8), [200, 30, 90], 5);
      assert.deepEqual(await readPicture(await Deno.readFile(file)), picture);
    }));
}

Deno.test("readPicture() keeps every 8-bit value of a PNG, planar and row by row", async () => {
  const sample = (i: number) => (i * 7) % 256;
  const { data } = await readPicture(await image(20, 16, 3, sample).png().toBuffer());
  const expected = Float32Array.from(
    { length: 3 * 16 * 20 },
    (_, i) => sample((i % 320) * 3 + Math.floor(i / 320)) / 255,
  );
  assert.deepEqual(data, expected);
});

Deno.test("readPicture() keeps 16 bits where the file has them", async () => {
  const sample = (i: number) => (i * 67 + 13) % 65536;
  const colour = image(20, 16, 3, sample, 16);
  for (const file of [colour.clone().png(), colour.clone().tiff({ compression: "lzw" })]) {
    const { data } = await readPicture(await file.toBuffer());
    assertNear([...data.slice(0, 3)].map((v) => v * 65535), [13, 214, 415], 0.01);
  }
  const grey = await readPicture(await image(20, 16, 1, sample, 16).png().toBuffer());
  assertNear([0, 320, 640].map((i) => (grey.data[i + 1] as number) * 65535), [80, 80, 80], 0.01);
});

// What the EXIF orientation says of the stored picture's first row and column (EXIF 2.3, 0x0112),
// as the corner in which the stored top left pixel belongs, and whether the sides change places.
const ORIENTATIONS = [
  [1, "top left", false],
  [2, "top right", false],
  [3, "bottom right", false],
  [4, "bottom left", false],
  [5, "top left", true],
  [6, "top right", true],
  [7, "bottom right", true],
  [8, "bottom left", true],
] as const;

for (const [orientation, corner, turned] of ORIENTATIONS) {
  Deno.test(`readPicture() lays EXIF orientation ${orientation} upright`, async () => {
    // White at the top left, grey along the top, black elsewhere.
    const sample = (i: number) => {
      const [x, y] = [Math.floor(i / 3) % 24, Math.floor(i / 72)];
      if (y >= 4) return 0;
      return x < 4 ? 255 : 128;
    };
    const file = await image(24, 16, 3, sample).withMetadata({ orientation }).png().toBuffer();
    const picture = await readPicture(file);
    const [width, height] = turned ? [16, 24] : [24, 16];
    assert.deepEqual([picture.width, picture.height], [width, height]);
    const [x, y] = [
      corner.includes("right") ? width - 1 : 0,
      corner.includes("bottom") ? height - 1 : 0,
    ];
    assert.deepEqual(pixel(picture, x, y), [255, 255, 255]);
    // The other end of what was stored as the top row, and then that of the left column.
    const [alongRow, alongColumn] = turned
      ? [[x, height - 1 - y], [width - 1 - x, y]] as const
      : [[width - 1 - x, y], [x, height - 1 - y]] as const;
    assertNear(pixel(picture, ...alongRow), [128, 128, 128], 0.01);
    assert.deepEqual(pixel(picture, ...alongColumn), [0, 0, 0]);
  });
}

Deno.test("readPicture() makes three equal channels of grey", async () => {
  const picture = await readPicture(await image(20, 16, 1, (i) => i % 256).jpeg().toBuffer());
  assert.equal(picture.channels, 3);
  assert.deepEqual(picture.data.slice(0, 320), picture.data.slice(320, 640));
  assert.deepEqual(picture.data.slice(0, 320), picture.data.slice(640));
});

Deno.test("readPicture() reads a palette", async () => {
  const sample = (i: number) =>
    (Math.floor(i / 3) % 2 ? [255, 0, 0] : [0, 0, 255])[i % 3] as number;
  const file = await image(20, 16, 3, sample).png({ palette: true, colours: 4 }).toBuffer();
  const picture = await readPicture(file);
  assertNear(pixel(picture, 1, 0), [255, 0, 0], 2);
  assertNear(pixel(picture, 2, 0), [0, 0, 255], 2);
});

Deno.test("readPicture() lays transparency over white, at 8 and 16 bits", async () => {
  for (const bits of [8, 16] as const) {
    const unit = bits === 8 ? 1 : 257;
    const half = (i: number) => [255, 0, 100, 51][i % 4] as number * unit;
    const file = await image(20, 16, 4, half, bits).png().toBuffer();
    // 51 / 255 is a fifth: a fifth of the colour and four fifths of white.
    assertNear(pixel(await readPicture(file), 3, 3), [255, 204, 224], 0.01);
    const clear = await image(20, 16, 4, (i) => i % 4 === 3 ? 0 : 9, bits).png().toBuffer();
    assert.deepEqual(pixel(await readPicture(clear), 3, 3), [255, 255, 255]);
  }
  const grey = await image(20, 16, 2, (i) => i % 2 ? 51 : 100).png().toBuffer();
  assertNear(pixel(await readPicture(grey), 3, 3), [224, 224, 224], 0.01);
});

Deno.test("readPicture() converts CMYK", async () => {
  const colours = image(20, 16, 3, RED_AND_BLUE);
  const file = await colours.toColourspace("cmyk").jpeg({ quality: 100 }).toBuffer();
  const [red, green, blue] = pixel(await readPicture(file), 10, 8) as [number, number, number];
  assert.ok(red > 150 && green < 80 && blue > 50 && blue < 130, `${[red, green, blue]}`);
});

Deno.test("readPicture() converts an embedded profile to sRGB, at 8 and 16 bits", async () => {
  const colours = (bits: 8 | 16) => {
    const unit = bits === 8 ? 1 : 257;
    return image(20, 16, 3, (i) => [200, 60, 40][i % 3] as number * unit, bits);
  };
  const p3 = await colours(8).withIccProfile("p3").png().toBuffer();
  assertNear(pixel(await readPicture(p3), 3, 3), [200, 60, 40], 1.5);
  // Display P3 (200, 60, 40) / 255 is (217, 42, 24) / 255 in sRGB, by the two sets of primaries.
  for (const bits of [8, 16] as const) {
    const file = withProfileOf(p3, await colours(bits).png().toBuffer());
    assertNear(pixel(await readPicture(file), 3, 3), [217, 42, 24], 1.5);
  }
});
