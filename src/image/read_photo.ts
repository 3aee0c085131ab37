import type { Metadata } from "npm:sharp@0.35.5";
import { checkPicture, checkSize } from "./check_picture.ts";
import { decodeSamples, readHeader } from "./decode_picture.ts";
import { uprightExif } from "./exif.ts";
import { type IccProfile, parseIccProfile } from "./icc_profile.ts";
import { isGrey } from "./is_grey.ts";
import { MOST_MEGAPIXELS } from "./megapixels.ts";
import { curvesOf, NO_ORIGIN, type Origin } from "./origin.ts";
import type { Picture } from "./picture.ts";
import { readBytes } from "./read_picture.ts";
import { unpackSamples } from "./samples.ts";
import { srgbProfile } from "./srgb_profile.ts";
import { SRGB_CURVE, type ToneCurve } from "./tone_curve.ts";
import { uprightXmp } from "./xmp.ts";

/** A photo, with what it takes to write its layers as it was written. */
export interface Photo {
  /** [3,h,w] in [0, 1], at least 16 x 16. White where nothing of it can be seen. */
  readonly picture: Picture;
  /** How its values store light: one curve for all channels, or one for each. */
  readonly curves: readonly ToneCurve[];
  /** The rest of its file. */
  readonly origin: Origin;
}

/**
 * Reads photos of the same scene for a split: JPEG, PNG, WebP, TIFF or AVIF, or pixels as they are.
 *
 * Red, green and blue, or grey, stay as the file stores them, in whatever colour space its profile
 * names: layers that are made from these values and get the same profile add up to the photo, also in
 * colours that sRGB does not have. CMYK, and profiles that are tables, are converted to sRGB; so are
 * all photos if they have not the same profile.
 *
 * @param sources Paths, encoded pictures' bytes, or pixels.
 * @param most Megapixels that each may have. Default 150.
 * @returns The photos, upright.
 * @throws {UserError} As `readPicture` does.
 *
 * @example
 * ```ts
 * import { readPhotos } from "./read_photo.ts";
 * const [{ picture, origin }] = await readPhotos(["fixtures/two-people.png"]);
 * console.log(picture.width, origin.bitDepth); // 256 8
 * ```
 */
export async function readPhotos<T extends readonly (string | Uint8Array | Picture)[]>(
  sources: T,
  most = MOST_MEGAPIXELS,
): Promise<{ [K in keyof T]: Photo }> {
  const read = async (own: boolean) => {
    const photos: Photo[] = [];
    for (const source of sources) photos.push(await readPhoto(source, most, own));
    return photos as { [K in keyof T]: Photo };
  };
  const photos = await read(true);
  const alike = photos.every(({ origin }) => sameProfile(origin, photos[0]?.origin));
  return alike ? photos : await read(false);
}

async function readPhoto(
  source: string | Uint8Array | Picture,
  most: number,
  own: boolean,
): Promise<Photo> {
  if (typeof source !== "string" && !(source instanceof Uint8Array)) {
    const picture = checkPicture(source);
    return { picture, curves: [SRGB_CURVE], origin: { ...NO_ORIGIN, grey: isGrey(picture) } };
  }
  const name = typeof source === "string" ? source : "the picture";
  const bytes = typeof source === "string" ? await readBytes(source) : source;
  const header = await readHeader(bytes, name, most);
  const profile = own ? ownProfile(header) : undefined;
  const converted = header.icc !== undefined && !profile;
  const samples = await decodeSamples(bytes, name, { header, own: !converted });
  const { picture, alpha } = unpackSamples(samples);
  checkSize(picture, name);
  const origin: Origin = {
    bitDepth: header.depth === "ushort" ? 16 : 8,
    grey: !converted && hasGrey(header) || !header.icc && isGrey(picture),
    profile: converted ? await srgbProfile() : header.icc,
    exif: header.exif && uprightExif(header.exif, picture),
    xmp: header.xmp && uprightXmp(header.xmp, picture),
    density: header.density,
    alpha,
  };
  return { picture, curves: curvesOf(origin), origin };
}

/** The profile of a file whose own values can be worked with. */
function ownProfile(header: Metadata): IccProfile | undefined {
  const profile = header.icc && parseIccProfile(header.icc);
  return profile?.channels === (hasGrey(header) ? 1 : 3) && isRgbOrGrey(header)
    ? profile
    : undefined;
}

function hasGrey({ space }: Metadata): boolean {
  return space === "b-w" || space === "grey16";
}

function isRgbOrGrey(header: Metadata): boolean {
  return hasGrey(header) || header.space === "srgb" || header.space === "rgb16";
}

function sameProfile(a: Origin, b: Origin | undefined): boolean {
  const bytes = ({ profile = new Uint8Array() }: Origin) => profile;
  return b !== undefined && bytes(a).length === bytes(b).length &&
    bytes(a).every((v, i) => v === bytes(b)[i]);
}
