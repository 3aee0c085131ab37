import assert from "node:assert/strict";
import { UserError } from "../../src/errors.ts";
import { checkFits, checkFormat, FORMAT_NAMES, formatLosses } from "../../src/image/formats.ts";
import { NO_ORIGIN } from "../../src/image/origin.ts";

Deno.test("checkFormat() is png by default, and knows which formats have a quality", () => {
  assert.deepEqual(checkFormat({}), { format: "png", quality: undefined });
  assert.deepEqual(checkFormat({ format: "jpg", quality: 1 }), { format: "jpg", quality: 1 });
  for (const quality of [0, 101, 90.5, NaN]) {
    assert.throws(() => checkFormat({ format: "jpg", quality }), UserError);
  }
  assert.throws(() => checkFormat({ format: "tiff", quality: 90 }), /tiff loses nothing/);
  assert.throws(() => checkFormat({ format: "jpeg" }), /choose one of png, jpg, tiff, webp, avif/);
});

Deno.test("checkFits() refuses a side that is longer than the format takes", () => {
  for (const format of FORMAT_NAMES) checkFits(format, { width: 16_383, height: 16 });
  assert.throws(() => checkFits("webp", { width: 16, height: 16_384 }), UserError);
  assert.throws(() => checkFits("jpg", { width: 65_501, height: 16 }), UserError);
  checkFits("png", { width: 65_501, height: 16 });
});

Deno.test("formatLosses() tells what of bits, transparency and XMP a format cannot hold", () => {
  const losses = (format: typeof FORMAT_NAMES[number], about: Partial<typeof NO_ORIGIN>) =>
    formatLosses({ ...NO_ORIGIN, ...about }, format).length;
  const [alpha, xmp] = [new Uint8Array(9), new Uint8Array(70_000)];
  assert.deepEqual(FORMAT_NAMES.map((name) => losses(name, { bitDepth: 16 })), [0, 1, 0, 1, 1]);
  assert.deepEqual(FORMAT_NAMES.map((name) => losses(name, { alpha, xmp })), [0, 2, 0, 0, 0]);
  assert.deepEqual(FORMAT_NAMES.map((name) => losses(name, {})), [0, 0, 0, 0, 0]);
});
