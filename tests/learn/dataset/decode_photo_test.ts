import assert from "node:assert/strict";
import { decodePhoto } from "../../../src/learn/dataset/write_pictures.ts";
import { assertNear, image, withDirectory, withProfileOf } from "../../image/files.ts";

const COLOUR = [200, 60, 40];

/** A plain photo, of 8 or 16 bits. */
const plain = (bits: 8 | 16 = 8) =>
  image(20, 16, 3, (i) => COLOUR[i % 3] as number * (bits === 8 ? 1 : 257), bits);

/** Decodes a file of these bytes; the colour of a pixel in the middle. */
async function decoded(bytes: Uint8Array) {
  let colour: readonly number[] = [];
  await withDirectory(async (path) => {
    await Deno.writeFile(path("photo"), bytes);
    const { data, width, height } = await decodePhoto(path("photo"));
    assert.deepEqual([width, height, data.length], [20, 16, 3 * 20 * 16]);
    colour = [...data.subarray(3 * 170, 3 * 171)];
  });
  return colour;
}

Deno.test("decodePhoto() makes three channels of 8 bits of any kind of picture", async () => {
  const half = (i: number) => [255, 0, 100, 51][i % 4] as number;
  const kinds: readonly (readonly [Uint8Array, readonly number[]])[] = [
    [await plain().png().toBuffer(), COLOUR],
    [await plain(16).png().toBuffer(), COLOUR],
    [await plain().png({ palette: true }).toBuffer(), COLOUR],
    [await image(20, 16, 1, () => 100).jpeg().toBuffer(), [100, 100, 100]],
    [await image(20, 16, 1, () => 25_700, 16).png().toBuffer(), [100, 100, 100]],
    // A fifth of the colour and four fifths of white.
    [await image(20, 16, 4, half).png().toBuffer(), [255, 204, 224]],
    [await image(20, 16, 4, (i) => 257 * half(i), 16).png().toBuffer(), [255, 204, 224]],
    [await image(20, 16, 2, (i) => i % 2 ? 51 : 100).png().toBuffer(), [224, 224, 224]],
  ];
  for (const [bytes, expected] of kinds) assertNear(await decoded(bytes), expected, 1);
  const cmyk = await plain().toColourspace("cmyk").jpeg({ quality: 100 }).toBuffer();
  assertNear(await decoded(cmyk), COLOUR, 30);
});

Deno.test("decodePhoto() converts an embedded profile to sRGB, at 8 and 16 bits", async () => {
  for (const bits of [8, 16] as const) {
    // Display P3 (200, 60, 40) / 255 is (217, 42, 24) / 255 in sRGB, by the two sets of primaries.
    for (const [profile, expected] of [["srgb", COLOUR], ["p3", [217, 42, 24]]] as const) {
      const source = await plain().withIccProfile(profile).png().toBuffer();
      const file = withProfileOf(source, await plain(bits).png().toBuffer());
      assertNear(await decoded(file), expected, 1.5);
    }
  }
});

Deno.test("decodePhoto() lays a photo upright", () =>
  withDirectory(async (path) => {
    // White at the stored left, which orientation 6 shows at the top.
    const stored = image(24, 16, 3, (i) => Math.floor(i / 3) % 24 < 12 ? 255 : 0);
    await stored.withMetadata({ orientation: 6 }).png().toFile(path("photo.png"));
    const { data, width, height } = await decodePhoto(path("photo.png"));
    assert.deepEqual([width, height], [16, 24]);
    assert.ok(data.subarray(0, 3 * 16 * 12).every((v) => v === 255));
    assert.ok(data.subarray(3 * 16 * 12).every((v) => v === 0));
  }));

Deno.test("decodePhoto() throws if the photo is cut short", async () => {
  for (const format of ["jpeg", "png", "webp"] as const) {
    const noise = image(20, 16, 3, (i) => (i * i * 31) % 251);
    const bytes = await noise.toFormat(format, { quality: 100 }).toBuffer();
    await decoded(bytes);
    const cut = decoded(bytes.subarray(0, bytes.length * 0.7));
    await assert.rejects(cut, (error) => !(error instanceof assert.AssertionError), format);
  }
});
