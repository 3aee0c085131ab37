import assert from "node:assert/strict";
import process from "node:process";
import { Buffer } from "node:buffer";
import { crc32 } from "node:zlib";
import sharp from "sharp";
import { readPicture } from "../../src/image/read_picture.ts";
import { asHeic, assertRefused, image, withDirectory } from "./files.ts";

const noise = (i: number) => (Math.imul(i + 1, 0x9e3779b1) >>> 13) % 256;
const CONVERT = "convert it to JPEG, PNG, WebP, TIFF or AVIF";

Deno.test("readPicture() names a path that it cannot open, and why", () =>
  withDirectory(async (path) => {
    await assertRefused(
      path("none.jpg"),
      `Cannot read ${path("none.jpg")}: there is no such file; check the path`,
    );
    await assertRefused(
      path("."),
      `Cannot read ${path(".")}: it is a directory; name a picture in it`,
    );
    await Deno.writeTextFile(path("empty.png"), "");
    await assertRefused(
      path("empty.png"),
      `Cannot read ${path("empty.png")}: it is empty; choose another`,
    );
    await assertRefused(path("empty.png/x"), /there is no such file; check the path$/);
  }));

Deno.test("readPicture() says when it may not read a file", () =>
  withDirectory(async (path) => {
    const file = path("secret.png");
    await Deno.writeFile(file, await image(20, 16, 3, noise).png().toBuffer());
    await Deno.chmod(path("."), 0o755);
    await Deno.chmod(file, 0);
    // The superuser may read everything: be nobody for as long as it takes.
    const superuser = Deno.uid() === 0;
    if (superuser) process.seteuid?.(65534);
    try {
      await assertRefused(
        file,
        `Cannot read ${file}: permission is denied; change who may read it`,
      );
    } finally {
      if (superuser) process.seteuid?.(0);
    }
  }));

Deno.test("readPicture() refuses what is no picture, or one of another kind", async () => {
  await assertRefused(
    new TextEncoder().encode("This is a letter, not a picture."),
    `Cannot read the picture: it is not a picture of a known kind; ${CONVERT}`,
  );
  await assertRefused(
    new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"/>`),
    `Cannot read the picture: it is of the kind svg; ${CONVERT}`,
  );
  await assertRefused(
    await image(20, 16, 3, noise).gif().toBuffer(),
    `Cannot read the picture: it is of the kind gif; ${CONVERT}`,
  );
  await assertRefused(
    asHeic(await image(20, 16, 3, noise).avif().toBuffer()),
    `Cannot read the picture: it is HEIC; ${CONVERT}`,
  );
  await assertRefused(
    await image(20, 16, 3, noise).toColourspace("scrgb").tiff({ compression: "lzw" }).toBuffer(),
    `Cannot read the picture: its samples are of the type float, not of 8 or 16 bits; ${CONVERT}`,
  );
  await assertRefused(new Uint8Array(), "Cannot read the picture: it is empty; choose another");
});

for (const format of ["jpeg", "png", "webp", "avif"] as const) {
  Deno.test(`readPicture() refuses a truncated ${format}`, () =>
    withDirectory(async (path) => {
      const whole = await image(200, 160, 3, noise).toFormat(format).toBuffer();
      for (const share of [0.2, 0.5, 0.95]) {
        const file = path(`cut.${format}`);
        await Deno.writeFile(file, whole.subarray(0, Math.round(share * whole.length)));
        await assertRefused(
          file,
          `Cannot read ${file}: it is damaged or cut short; get the file again`,
        );
      }
    }));
}

Deno.test("readPicture() refuses a truncated TIFF", async () => {
  // Its directory is at the end, so that a cut one is not even known for a TIFF.
  const whole = await image(200, 160, 3, noise).tiff().toBuffer();
  await assertRefused(whole.subarray(0, whole.length / 2), /^Cannot read the picture: it is /);
});

Deno.test("readPicture() refuses a picture with a side below 16 pixels", () =>
  withDirectory(async (path) => {
    const file = path("small.png");
    await image(40, 15, 3, noise).png().toFile(file);
    await assertRefused(
      file,
      `Cannot use ${file}: it is 40x15 pixels, and 16x16 is the least; choose a larger one`,
    );
  }));

Deno.test("readPicture() refuses a header that claims more pixels than memory holds", async () => {
  const bytes = Buffer.from(await image(20, 16, 3, noise).png().toBuffer());
  bytes.writeUInt32BE(60_000, 16);
  bytes.writeUInt32BE(50_000, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  await assertRefused(
    bytes,
    "Cannot read the picture: it is 60000x50000 pixels, 3000 megapixels, and the " +
      "most are 150; make it smaller, or raise the limit by megapixels",
  );
});

Deno.test("readPicture() reads large pictures that are blank up to a fifteenth of the limit", async () => {
  const blank = (side: number) =>
    sharp({ create: { width: side, height: side, channels: 3, background: "#468" } })
      .png({ compressionLevel: 9 }).toBuffer();
  const { width } = await readPicture(await blank(2000));
  assert.equal(width, 2000);
  await assertRefused(
    await blank(4000),
    /it is 4000x4000 pixels in \d+ bytes, as no photo is, 16 megapixels, and the most are 10; make/,
  );
});
