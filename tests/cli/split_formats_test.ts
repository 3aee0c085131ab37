import assert from "node:assert/strict";
import sharp from "sharp";
import { mixByMask } from "../../src/image/mix_by_mask.ts";
import { fromSpace, toSpace } from "../../src/image/space.ts";
import { readPhotos } from "../../src/image/read_photo.ts";
import { cameraExif, described, XMP } from "../image/described.ts";
import { image } from "../image/files.ts";
import { greyProfile, rgbProfile } from "../image/profiles.ts";
import { assertOneLine, namesIn, run, withFolder, withPhoto } from "./run_command.ts";
import { ALL_FILES, SHORT } from "./split_runs.ts";

/** Slopes of colours that sRGB does not have, 40 x 30, and a square over them. */
const sample = (channels: number) => (i: number) => {
  const [c, x, y] = [i % channels, Math.floor(i / channels) % 40, Math.floor(i / channels / 40)];
  const square = x > 10 && x < 25 && y > 8 && y < 20 ? 40 : 0;
  return [200 - 5 * x, 100 + 3 * x + square, 10 + 5 * y, y < 3 ? 0 : 255][c] as number;
};

const read = async (file: string) => (await readPhotos([await Deno.readFile(file)] as const))[0];

for (const space of ["srgb", "linear"] as const) {
  Deno.test(`unblend split of 16 bits, Adobe RGB and EXIF gives layers that are so, and add up in ${space}`, async () => {
    await withFolder(async (folder) => {
      const profile = rgbProfile("adobe");
      const deep = image(40, 30, 3, (i) => 257 * sample(3)(i) + i % 100, 16);
      const about = { profile, exif: await cameraExif(6), xmp: XMP, density: 300 };
      await Deno.writeFile(`${folder}/photo.png`, await described(deep, about));
      const args = ["split", `${folder}/photo.png`, ...SHORT, "--space", space];
      const { code, stderr } = await run([...args, "--init", "none", "--format", "tiff"]);
      assert.equal(code, 0, stderr);
      const out = `${folder}/photo-layers`;
      assert.deepEqual(
        await namesIn(out),
        ALL_FILES.map((name) => name.replace(/^(layer.*|recon.*)png/, "$1tiff")).sort(),
      );
      const [photo, first, second] = [
        await read(`${folder}/photo.png`),
        await read(`${out}/layer-1.tiff`),
        await read(`${out}/layer-2.tiff`),
      ];
      for (const { picture, origin } of [first, second]) {
        assert.deepEqual([picture.width, picture.height], [30, 40]);
        assert.deepEqual(new Uint8Array(origin.profile!), new Uint8Array(profile));
        assert.deepEqual([origin.bitDepth, origin.density], [16, 300]);
        assert.ok(origin.exif && origin.xmp);
      }
      const mask = (await read(`${out}/mask.png`)).picture;
      const share = { ...mask, data: mask.data.subarray(0, 1200), channels: 1 };
      const light = [first, second].map(({ picture }) => toSpace(picture, space, photo.curves));
      const sum = fromSpace(mixByMask(light as never, share), space, photo.curves);
      const furthest = sum.data.reduce(
        (most, v, i) => Math.max(most, Math.abs(v - (photo.picture.data[i] as number))),
        0,
      );
      // The mask has 8 bits.
      assert.ok(furthest <= 1 / 255, `${furthest * 255}`);
      const { icc } = await sharp(`${out}/comparison.png`).metadata();
      assert.deepEqual(new Uint8Array(icc!), new Uint8Array(profile));
    });
  });
}

Deno.test("unblend split of a grey and of a transparent photo gives such layers, and says what jpg loses", async () => {
  await withFolder(async (folder) => {
    const grey = image(40, 30, 1, (i) => sample(3)(3 * i + 1));
    await Deno.writeFile(`${folder}/grey.png`, await described(grey, { profile: greyProfile() }));
    const clear = image(40, 30, 4, (i) => 257 * sample(4)(i), 16);
    await Deno.writeFile(`${folder}/clear.png`, await clear.png().toBuffer());
    const args = [...SHORT, "--init", "none"];
    const first = await run(["split", `${folder}/grey.png`, ...args]);
    assert.equal(first.code, 0, first.stderr);
    for (const name of ["layer-1", "layer-2", "reconstruction"]) {
      const { channels, icc } = await sharp(`${folder}/grey-layers/${name}.png`).metadata();
      assert.equal(channels, 1);
      assert.equal(icc?.length, greyProfile().length);
    }
    for (const format of ["png", "jpg"] as const) {
      const more = ["--format", format, "--force", ...format === "jpg" ? ["--quality", "80"] : []];
      const { code, stderr } = await run(["split", `${folder}/clear.png`, ...args, ...more]);
      assert.equal(code, 0, stderr);
      const file = await Deno.readFile(`${folder}/clear-layers/layer-1.${format}`);
      const { hasAlpha, depth } = await sharp(file).metadata();
      assert.deepEqual([hasAlpha, depth], format === "png" ? [true, "ushort"] : [false, "uchar"]);
      const [{ origin, picture }] = await readPhotos([file] as const);
      if (format === "png") assert.deepEqual(origin.alpha?.slice(0, 121).lastIndexOf(0), 119);
      else assert.ok((picture.data[5] as number) > 0.98, "white where nothing can be seen");
      const losses = /16 bits a sample, jpg holds 8.*\n.*transparent in places, jpg cannot be/;
      assert.equal(losses.test(stderr), format === "jpg", stderr);
      // What the other format left is gone.
      assert.equal((await namesIn(`${folder}/clear-layers`)).length, ALL_FILES.length);
    }
  });
});

Deno.test("unblend split of CMYK says that its layers are sRGB", async () => {
  await withFolder(async (folder) => {
    const file = `${folder}/print.jpg`;
    await image(40, 30, 3, sample(3)).toColourspace("cmyk").jpeg().toFile(file);
    const { code, stderr } = await run(["split", file, ...SHORT, "--init", "none"]);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /colours were converted to sRGB, and its layers are sRGB\n/);
    const { space, icc } = await sharp(`${folder}/print-layers/layer-2.png`).metadata();
    assert.ok(space === "srgb" && icc);
  });
});

Deno.test("unblend split refuses a quality without loss, a photo too large or too long, before the fit", async () => {
  await withPhoto(async (folder, photo) => {
    await image(17_000, 16, 3, () => 9).png().toFile(`${folder}/strip.png`);
    for (
      const [args, code, expected] of [
        [[photo, "--quality", "90"], 2, /The format png loses nothing: leave out quality, or/],
        [[photo, "--format", "bmp"], 2, /--format must be one of png, jpg, tiff, webp, avif, not/],
        [[photo, "--megapixels", "0.001"], 2, /--megapixels must be a number from 0.01 to 1000/],
        [[`${folder}/strip.png`, "--format", "webp"], 1, /17000x16 pixels as webp: 16383 a side/],
        [[`${folder}/strip.png`, "--megapixels", "0.2"], 1, /0.3 megapixels, and the most are 0.2/],
      ] as const
    ) {
      const outcome = await run(["split", ...args]);
      assert.equal(outcome.code, code);
      assertOneLine(outcome, expected);
    }
    assert.deepEqual(await namesIn(folder), ["photo.jpg", "strip.png"]);
  });
});
