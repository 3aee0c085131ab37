import { readFile } from "node:fs/promises";
import { UserError } from "../errors.ts";
import { checkPicture, checkSize } from "./check_picture.ts";
import { decodePicture } from "./decode_picture.ts";
import type { Picture } from "./picture.ts";

/** What stopped the reading of a file, by the system's code, and what to do. */
const FAILURES: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file; check the path",
  ENOTDIR: "there is no such file; check the path",
  EISDIR: "it is a directory; name a picture in it",
  EACCES: "permission is denied; change who may read it",
  EPERM: "permission is denied; change who may read it",
};

/**
 * Reads a photo: JPEG, PNG, WebP, TIFF or AVIF, or pixels as they are.
 *
 * Files are laid as their EXIF orientation says, converted to sRGB (from CMYK, grey, a palette or
 * an embedded profile) and laid over white where they are transparent. 16-bit files keep their
 * precision. Of several pages or frames the first is read.
 *
 * @param source A path, an encoded picture's bytes, or pixels: 1 or 3 channels, finite, in [0, 1].
 * @returns [3,h,w] in [0, 1], at least 16 x 16, sharing no memory with the source.
 * @throws {UserError} If it cannot be read, is not such a picture, is damaged, too small or too
 * large, or if given pixels are not as described. Pixels outside [0, 1] are refused, not clipped:
 * they are most often bytes that were not divided by 255.
 *
 * @example
 * ```ts
 * import { readPicture } from "./read_picture.ts";
 * const { channels, width, height } = await readPicture("fixtures/two-people.png");
 * console.log(channels, width, height); // 3 256 256
 * ```
 */
export async function readPicture(source: string | Uint8Array | Picture): Promise<Picture> {
  if (typeof source === "string") return await readEncoded(await readBytes(source), source);
  if (source instanceof Uint8Array) return await readEncoded(source, "the picture");
  return checkPicture(source);
}

async function readEncoded(bytes: Uint8Array, name: string): Promise<Picture> {
  const picture = await decodePicture(bytes, name);
  checkSize(picture, name);
  return picture;
}

/**
 * Reads a file.
 *
 * @param path Where it is.
 * @returns Its bytes.
 * @throws {UserError} If it cannot be read.
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new UserError(`Cannot read ${path}: ${FAILURES[code] ?? message}`, { cause: error });
  }
}
