import type { Metadata } from "npm:sharp@0.35.5";
import { checkPicture, checkSize } from "./check_picture.ts";
import { decodeSamples, readHeader } from "./decode_picture.ts";
import { uprightExif } from "./exif.ts";
import { parseIccProfile } from "./icc_profile.ts";
import { isGrey } from "./is_grey.ts";
import { MOST_MEGAPIXELS } from "./megapixels.ts";
import { curvesOf, NO_ORIGIN, type Origin } from "./origin.ts";
import type { Picture } from "./picture.ts";
import { readBytes } from "./read_picture.ts";
import { unpackSamples } from "./samples.ts";
import type { Space } from "./space.ts";
import { srgbProfile } from "./srgb_profile.ts";
import { exifOfTiff } from "./describe_tiff.ts";
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
  /** Whether its values are no longer those of the file, but sRGB. */
  readonly converted: boolean;
  /** Whether something in its file is odd: it may be damaged in places. */
  readonly isOdd: boolean;
}

/** What photos are read for. */
export interface ReadOptions {
  /** Megapixels that each may have. Default 150. */
  readonly megapixels?: number;
  /** In what values their layers add up. Default `srgb`, as they are stored. */
  readonly space?: Space;
}

/** A path, an encoded picture's bytes, or pixels. */
type Source = string | Uint8Array | Picture;
/** A photo for each source. */
type PhotosOf<Sources> = { [K in keyof Sources]: Photo };

/**
 * Reads photos of the same scene for a split: JPEG, PNG, WebP, TIFF or AVIF, or pixels as they are.
 *
 * Red, green and blue, or grey, stay as the file stores them, in whatever colour space its profile
 * names: layers that are made of these values and get the same profile add up to the photo, also in
 * colours that sRGB does not have. Converted to sRGB are CMYK and the like; photos of several
 * profiles; and, to add up light, photos whose profile does not say how they store it.
 *
 * @param sources Paths, encoded pictures' bytes, or pixels.
 * @param options How large they may be, and what they are read for.
 * @returns The photos, upright.
 * @throws {UserError} As `readPicture` does.
 *
 * @example
 * ```ts
 * import { readPhotos } from "./read_photo.ts";
 * const [{ picture, origin }] = await readPhotos(["fixtures/two-people.png"] as const);
 * console.log(picture.width, origin.bitDepth); // 256 8
 * ```
 */
export async function readPhotos<const Sources extends readonly Source[]>(
  sources: Sources,
  options: ReadOptions = {},
): Promise<PhotosOf<Sources>> {
  // Each file once: it may be another when it is read again.
  const named: Named[] = [];
  for (const source of sources) {
    named.push(
      typeof source === "string"
        ? { name: source, source: await readBytes(source) }
        : { name: "the picture", source },
    );
  }
  const read = async (convert: boolean) => {
    const photos: Photo[] = [];
    for (const one of named) photos.push(await readPhoto(one, options, convert));
    return photos as PhotosOf<Sources>;
  };
  const photos = await read(false);
  const alike = photos.every(({ origin }) => sameProfile(origin, photos[0]?.origin));
  return alike ? photos : await read(true);
}

/** What is to be decoded, and what to call it in an error. */
interface Named {
  readonly name: string;
  readonly source: Uint8Array | Picture;
}

async function readPhoto(
  { name, source }: Named,
  { megapixels = MOST_MEGAPIXELS, space = "srgb" }: ReadOptions,
  convert: boolean,
): Promise<Photo> {
  if (!(source instanceof Uint8Array)) {
    const picture = checkPicture(source);
    const origin = { ...NO_ORIGIN, grey: isGrey(picture) };
    return { picture, curves: [SRGB_CURVE], origin, converted: false, isOdd: false };
  }
  const header = await readHeader(source, name, megapixels);
  const profile = header.icc && parseIccProfile(header.icc);
  const channels = channelsOf(header);
  const fits = !header.icc || !convert && profile?.channels === channels &&
      (space === "srgb" || profile?.curves !== undefined);
  const keeps = channels !== undefined && fits;
  const samples = await decodeSamples(source, name, { header, own: keeps });
  const { picture, alpha } = unpackSamples(samples);
  checkSize(picture, name);
  const exif = header.format === "tiff" ? exifOfTiff(source) : header.exif;
  const origin: Origin = {
    bitDepth: header.depth === "ushort" ? 16 : 8,
    grey: keeps && channels === 1 || !header.icc && isGrey(picture),
    profile: keeps ? header.icc : await srgbProfile(),
    exif: exif && uprightExif(exif, picture),
    xmp: header.xmp && uprightXmp(header.xmp, picture),
    density: header.density,
    alpha,
  };
  return { picture, curves: curvesOf(origin), origin, converted: !keeps, isOdd: samples.isOdd };
}

/** How many channels a file stores beside alpha; undefined if they are not RGB or grey. */
function channelsOf({ space }: Metadata): 3 | 1 | undefined {
  if (space === "srgb" || space === "rgb16") return 3;
  return space === "b-w" || space === "grey16" ? 1 : undefined;
}

function sameProfile(a: Origin, b: Origin | undefined): boolean {
  const bytes = ({ profile = new Uint8Array() }: Origin) => profile;
  return b !== undefined && bytes(a).length === bytes(b).length &&
    bytes(a).every((v, i) => v === bytes(b)[i]);
}
