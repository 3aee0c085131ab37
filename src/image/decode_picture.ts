import sharp, { type Metadata } from "npm:sharp@0.35.5";
import { UserError } from "../errors.ts";
import type { Picture } from "./picture.ts";

const KINDS = ["jpeg", "png", "webp", "tiff", "heif"];
const CONVERT = "convert it to JPEG, PNG, WebP, TIFF or AVIF";
/** Enough for any camera; a broken or hostile header must not fill the memory. */
export const MOST_PIXELS = 150_000_000;

/**
 * Decodes a picture to sRGB, upright, without transparency.
 *
 * @param bytes JPEG, PNG, WebP, TIFF or AVIF.
 * @param name What to call it in an error.
 * @returns [3,h,w] in [0, 1].
 * @throws {UserError} If it is none of these, is damaged, or is too large.
 */
export async function decodePicture(bytes: Uint8Array, name: string): Promise<Picture> {
  if (bytes.length === 0) throw new UserError(`Cannot read ${name}: it is empty; choose another`);
  const deep = checkKind(await readHeader(bytes, name), name);
  const image = sharp(bytes, {
    autoOrient: true,
    failOn: "error",
    limitInputPixels: MOST_PIXELS,
  }).toColourspace(deep ? "rgb16" : "srgb");
  // Of 16-bit RGB, sharp converts an embedded profile to its inner one (P3), and goes on to sRGB
  // only where a profile is asked for.
  if (deep === "profile") image.withIccProfile("srgb");
  const { data, info } = await image.raw({ depth: deep ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true })
    .catch((error) => damaged(name, error));
  const samples = deep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  return flatten(samples, info, deep ? 65535 : 255);
}

async function readHeader(bytes: Uint8Array, name: string): Promise<Metadata> {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch (error) {
    if (!String(error).includes("unsupported image format")) damaged(name, error);
    throw new UserError(`Cannot read ${name}: it is not a picture of a known kind; ${CONVERT}`, {
      cause: error,
    });
  }
}

/** Tells whether the samples are of 16 bits, and of such, whether a colour profile goes with them. */
function checkKind(header: Metadata, name: string): false | "plain" | "profile" {
  const { format = "unknown", compression, depth, width = 0, height = 0 } = header;
  const refuse = (what: string) => new UserError(`Cannot read ${name}: ${what}; ${CONVERT}`);
  if (!KINDS.includes(format)) throw refuse(`it is of the kind ${format}`);
  if (format === "heif" && compression !== "av1") throw refuse("it is HEIC");
  if (depth !== "uchar" && depth !== "ushort") {
    throw refuse(`its samples are of the type ${depth}, not of 8 or 16 bits`);
  }
  if (width * height > MOST_PIXELS) {
    throw new UserError(
      `Cannot read ${name}: it is ${width}x${height} pixels, and ${MOST_PIXELS} in all are the ` +
        "most; make it smaller first",
    );
  }
  if (depth === "uchar") return false;
  return header.icc && header.space === "rgb16" ? "profile" : "plain";
}

/** Interleaved samples, with alpha as a fourth, as a planar picture over white. */
function flatten(
  samples: ArrayLike<number>,
  { width, height, channels }: { width: number; height: number; channels: number },
  white: number,
): Picture {
  const pixels = width * height;
  const data = new Float32Array(3 * pixels);
  for (let i = 0; i < pixels; i++) {
    const at = i * channels;
    const opacity = channels === 4 ? (samples[at + 3] as number) / white : 1;
    for (let c = 0; c < 3; c++) {
      data[c * pixels + i] = (samples[at + c] as number) / white * opacity + (1 - opacity);
    }
  }
  return { data, channels: 3, height, width };
}

function damaged(name: string, cause: unknown): never {
  throw new UserError(`Cannot read ${name}: it is damaged or cut short; get the file again`, {
    cause,
  });
}
