import { Buffer } from "node:buffer";
import assert from "node:assert/strict";
import { join } from "node:path";
import sharp, { type Sharp } from "sharp";
import { UserError } from "../../src/errors.ts";
import type { Picture } from "../../src/image/picture.ts";
import { readPicture } from "../../src/image/read_picture.ts";

/** Runs a test with a directory of its own, and removes it. */
export async function withDirectory(test: (path: (name: string) => string) => Promise<void>) {
  const directory = await Deno.makeTempDir({ prefix: "unblend-" });
  try {
    await test((name) => join(directory, name));
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/** An image of sharp's with 8-bit or 16-bit interleaved samples by index. */
export function image(
  width: number,
  height: number,
  channels: 1 | 2 | 3 | 4,
  sample: (i: number) => number,
  bits: 8 | 16 = 8,
): Sharp {
  const size = width * height * channels;
  const data = bits === 8 ? new Uint8Array(size) : new Uint16Array(size);
  for (let i = 0; i < size; i++) data[i] = sample(i);
  const grey = bits === 8 ? "b-w" : "grey16";
  const colour = bits === 8 ? "srgb" : "rgb16";
  return sharp(data, { raw: { width, height, channels } })
    .toColourspace(channels < 3 ? grey : colour);
}

/** The values of one pixel, times 255. */
export function pixel({ data, channels, height, width }: Picture, x: number, y: number): number[] {
  return Array.from({ length: channels }, (_, c) => {
    return (data[(c * height + y) * width + x] as number) * 255;
  });
}

export function assertNear(actual: readonly number[], expected: readonly number[], within: number) {
  const near = actual.every((v, i) => Math.abs(v - (expected[i] as number)) <= within);
  assert.ok(near && actual.length === expected.length, `${actual} is not ${expected} +- ${within}`);
}

/** Checks that a source is refused in one line of a user's error, and with which words. */
export async function assertRefused(
  source: string | Uint8Array | Picture,
  message: string | RegExp,
): Promise<void> {
  await assert.rejects(readPicture(source), (error) => {
    assert.ok(error instanceof UserError, `${error}`);
    assert.equal(error.exitCode, 1);
    assert.ok(!error.message.includes("\n"), error.message);
    if (typeof message === "string") assert.equal(error.message, message);
    else assert.match(error.message, message);
    return true;
  });
}

/** Puts the colour profile of one PNG into another that has none. */
export function withProfileOf(source: Uint8Array, target: Uint8Array): Buffer {
  const profile = chunks(source).find((chunk) => chunk.toString("latin1", 4, 8) === "iCCP");
  assert.ok(profile);
  const [header, ...rest] = chunks(target);
  assert.ok(header);
  return Buffer.concat([target.subarray(0, 8), header, profile, ...rest]);
}

function chunks(png: Uint8Array): Buffer[] {
  const bytes = Buffer.from(png);
  const result = [];
  for (let at = 8; at < bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    result.push(bytes.subarray(at, end));
    at = end;
  }
  return result;
}

/** Relabels an AVIF as HEIC: the brand, the item's type and the codec's box, as a phone writes them. */
export function asHeic(avif: Uint8Array): Buffer {
  const text = Buffer.from(avif).toString("latin1");
  const box = "\0\0\0\x1fhvcC\x01\x01" + "\0".repeat(21);
  const at = text.indexOf("av1C") - 4;
  const size = Buffer.from(avif).readUInt32BE(at);
  const renamed = (text.slice(0, at) + box + text.slice(at + size))
    .replaceAll("av01", "hvc1").replaceAll("avif", "heic");
  const bytes = Buffer.from(renamed + "\0".repeat(64), "latin1");
  for (const parent of ["meta", "iprp", "ipco"]) {
    const start = bytes.indexOf(parent) - 4;
    bytes.writeUInt32BE(bytes.readUInt32BE(start) + box.length - size, start);
  }
  return bytes;
}
