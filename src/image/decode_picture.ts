import sharp, { type Metadata } from "npm:sharp@0.35.5";
import { UserError } from "../errors.ts";
import { kindOfFile } from "./kind_of_file.ts";
import { MOST_MEGAPIXELS } from "./megapixels.ts";
import type { Picture } from "./picture.ts";
import { layOverWhite, type Samples, unpackSamples } from "./samples.ts";

const KINDS = ["jpeg", "png", "webp", "tiff", "heif"];
const CONVERT = "convert it to JPEG, PNG, WebP, TIFF or AVIF";
/**
 * Pixels for each byte, more than of any photo, but for a blank one: a small file that unfolds to a
 * large picture is most likely made to fill the memory. Of such the limit is a fifteenth.
 */
const [HOLLOW, LESS] = [150, 15];
/** The decoder of JPEG paints what is missing grey, and no more than warns. */
const MISSING = /premature end/i;

/**
 * Decodes a picture to sRGB, upright, without transparency.
 *
 * @param bytes JPEG, PNG, WebP, TIFF or AVIF.
 * @param name What to call it in an error.
 * @param most Megapixels that it may have.
 * @returns [3,h,w] in [0, 1].
 * @throws {UserError} If it is none of these, is damaged, or is too large.
 */
export async function decodePicture(
  bytes: Uint8Array,
  name: string,
  most = MOST_MEGAPIXELS,
): Promise<Picture> {
  const header = await readHeader(bytes, name, most);
  const { picture, alpha } = unpackSamples(await decodeSamples(bytes, name, { header }));
  if (alpha) layOverWhite(picture, alpha);
  return picture;
}

/**
 * Reads what a file says of its picture, and checks that it can be decoded.
 *
 * @param bytes The file.
 * @param name What to call it in an error.
 * @param most Megapixels that it may have.
 * @returns Its header.
 * @throws {UserError} If it is no picture of a known kind, or is too large.
 */
export async function readHeader(
  bytes: Uint8Array,
  name: string,
  most: number,
): Promise<Metadata> {
  checkKind(bytes, name);
  const header = await sharp(bytes, { limitInputPixels: false }).metadata()
    .catch((error) => damaged(name, error));
  checkHeader(header, name);
  checkPixels(header, { name, most, bytes: bytes.length });
  return header;
}

/**
 * Checks that a file is meant for one of the decoders.
 *
 * @param bytes The file.
 * @param name What to call it in an error.
 * @throws {UserError} If it is no picture of a known kind.
 */
export function checkKind(bytes: Uint8Array, name: string): void {
  if (bytes.length === 0) throw new UserError(`Cannot read ${name}: it is empty; choose another`);
  const kind = kindOfFile(bytes);
  if (kind && KINDS.includes(kind)) return;
  const what = kind ? `it is of the kind ${kind}` : "it is not a picture of a known kind";
  throw new UserError(`Cannot read ${name}: ${what}; ${CONVERT}`);
}

function checkHeader({ format, compression, depth }: Metadata, name: string): void {
  const refuse = (what: string) => new UserError(`Cannot read ${name}: ${what}; ${CONVERT}`);
  if (format === "heif" && compression !== "av1") throw refuse("it is HEIC");
  if (depth !== "uchar" && depth !== "ushort") {
    throw refuse(`its samples are of the type ${depth}, not of 8 or 16 bits`);
  }
}

function checkPixels(
  { width, height }: Metadata,
  { name, most, bytes }: { readonly name: string; readonly most: number; readonly bytes: number },
): void {
  const pixels = width * height;
  const isHollow = pixels <= most * 1e6 && pixels > HOLLOW * bytes;
  const limit = isHollow ? most / LESS : most;
  if (pixels <= limit * 1e6) return;
  const megapixels = Math.ceil(pixels / 1e5) / 10;
  const within = isHollow ? ` in ${bytes} bytes, as no photo is` : "";
  throw new UserError(
    `Cannot read ${name}: it is ${width}x${height} pixels${within}, ${megapixels} megapixels, and ` +
      `the most are ${
        Number(limit.toPrecision(3))
      }; make it smaller, or raise the limit by megapixels`,
  );
}

/**
 * Decodes a file, upright.
 *
 * @param bytes The file.
 * @param name What to call it in an error.
 * @param options Its header; `own`: whether values stay as they are stored, whatever the profile says.
 * They are converted to sRGB otherwise, or if they are not red, green and blue, or grey.
 * @returns Red, green, blue, and alpha if it has one; and whether the decoder found something odd, which
 * can be damage, or the way of some camera.
 * @throws {UserError} If it is damaged so that it cannot be read, or some of it is missing.
 */
export async function decodeSamples(
  bytes: Uint8Array,
  name: string,
  { header, own = false }: { readonly header: Metadata; readonly own?: boolean },
): Promise<Samples & { readonly isOdd: boolean }> {
  const deep = header.depth === "ushort";
  const decode = (failOn: "warning" | "error") => {
    const image = sharp(bytes, {
      autoOrient: true,
      failOn,
      limitInputPixels: header.width * header.height,
      ignoreIcc: own,
    }).toColourspace(deep ? "rgb16" : "srgb");
    // Of 16-bit RGB, sharp converts an embedded profile to its inner one (P3), and goes on to sRGB
    // only where a profile is asked for.
    if (deep && !own && header.icc && header.space === "rgb16") image.withIccProfile("srgb");
    return image.raw({ depth: deep ? "ushort" : "uchar" }).toBuffer({ resolveWithObject: true });
  };
  let isOdd = false;
  const { data, info } = await decode("warning")
    .catch((warning) => {
      if (MISSING.test(warning.message)) throw warning;
      isOdd = true;
      return decode("error");
    })
    .catch((error) => damaged(name, error));
  const samples = deep ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  return { data: samples, channels: info.channels, height: info.height, width: info.width, isOdd };
}

function damaged(name: string, cause: unknown): never {
  throw new UserError(`Cannot read ${name}: it is damaged or cut short; get the file again`, {
    cause,
  });
}
