import sharp, { type Sharp } from "npm:sharp@0.35.5";
import { checkFits, checkFormat, FORMATS, type PictureFormat } from "./formats.ts";
import { parseIccProfile } from "./icc_profile.ts";
import { NO_ORIGIN, type Origin } from "./origin.ts";
import type { Picture } from "./picture.ts";
import { describePng } from "./png_chunks.ts";
import { packSamples } from "./samples.ts";
import { fromSpace, toSpace } from "./space.ts";
import { withTiffExif } from "./tiff_exif.ts";

/** How a picture is written; every setting has a default. */
export interface EncodeOptions {
  /** Default `png`. */
  readonly format?: PictureFormat | undefined;
  /** 1 to 100, of formats that are lossy. Default 95. */
  readonly quality?: number | undefined;
  /** The photo that it is a layer of. Default: none, 8 bits. */
  readonly origin?: Origin | undefined;
}

/** As good as lossy formats get before files grow for nothing. */
const QUALITY = 95;

/** What an encoder is told. */
interface Told {
  readonly quality: number;
  readonly origin: Origin;
}

/** How each format is asked for: more effort takes twice the time for a few percent of a file. */
const ENCODERS: Readonly<Record<PictureFormat, (image: Sharp, told: Told) => Sharp>> = {
  png: (image) => image.png({ adaptiveFiltering: true, compressionLevel: 3 }),
  jpg: (image, { quality }) => image.jpeg({ quality, chromaSubsampling: "4:4:4" }),
  tiff: (image, { origin: { density = 72 } }) =>
    image.tiff({
      compression: "deflate",
      predictor: "horizontal",
      xres: density / 25.4,
      yres: density / 25.4,
    }),
  webp: (image, { quality }) => image.webp({ quality, effort: 4 }),
  avif: (image, { quality, origin }) =>
    image.avif({ quality, effort: 1, bitdepth: origin.bitDepth === 16 ? 10 : 8 }),
};

/**
 * Encodes a layer as its photo was: with its profile, EXIF, XMP and density, as many bits a sample as
 * it has and the format allows, grey if it is grey, transparent where it is; over white in a format
 * that has no transparency.
 *
 * @param picture [3,h,w], values as the photo stores them; they are clipped to [0, 1] and rounded.
 * @param options Format, quality, and the photo.
 * @returns The file's bytes, the same for the same picture.
 * @throws {UserError} If it is larger than the format allows, or the format has no quality.
 *
 * @example
 * ```ts
 * import { encodePicture } from "./encode_picture.ts";
 * import { readPhotos } from "./read_photo.ts";
 * const [{ picture, origin }] = await readPhotos(["fixtures/two-people.png"]);
 * await Deno.writeFile("copy.jpg", await encodePicture(picture, { format: "jpg", origin }));
 * ```
 */
export async function encodePicture(
  picture: Picture,
  { origin = NO_ORIGIN, ...options }: EncodeOptions = {},
): Promise<Uint8Array> {
  const { format, quality = QUALITY } = checkFormat(options);
  checkFits(format, picture);
  const told = { quality, origin };
  if (format === "png") {
    return await asPng(picture, format, origin, (png) => ENCODERS.png(png, told));
  }
  // sharp takes no bytes of a profile, EXIF or XMP, but goes on with those of a file.
  const carrier = await asPng(picture, format, origin, (png) => png.png({ compressionLevel: 0 }));
  const image = sharp(carrier, { limitInputPixels: false }).keepIccProfile().keepXmp()
    .toColourspace(spaceOf(origin, format));
  if (origin.exif) image.keepExif();
  const file = await ENCODERS[format](image, told).toBuffer();
  return format === "tiff" && origin.exif ? withTiffExif(file, origin.exif) : file;
}

/** A PNG with everything that is kept, as deep, grey and transparent as the format can be. */
async function asPng(
  picture: Picture,
  format: PictureFormat,
  origin: Origin,
  encode: (image: Sharp) => Sharp,
): Promise<Uint8Array> {
  const { transparent, grey } = FORMATS[format];
  // A profile of grey says nothing of red, green and blue.
  const asSrgb = origin.grey && origin.profile !== undefined && !grey;
  const one = origin.grey ? firstChannel(picture) : picture;
  const { data, ...raw } = packSamples(asSrgb ? toSrgb(one, origin) : one, {
    bitDepth: bitDepthOf(origin, format),
    alpha: origin.alpha,
    overWhite: !transparent,
  });
  const image = sharp(data, { raw: raw as typeof raw & { channels: 1 | 2 | 3 | 4 } })
    .toColourspace(spaceOf(origin, format));
  const png = await encode(image).toBuffer();
  return describePng(png, asSrgb ? { ...origin, profile: undefined } : origin);
}

function bitDepthOf(origin: Origin, format: PictureFormat): 8 | 16 {
  return FORMATS[format].bits > 8 ? origin.bitDepth : 8;
}

/** What sharp calls the values. */
function spaceOf(origin: Origin, format: PictureFormat): string {
  const deep = bitDepthOf(origin, format) === 16;
  if (origin.grey) return deep ? "grey16" : "b-w";
  return deep ? "rgb16" : "srgb";
}

function firstChannel(picture: Picture): Picture {
  const pixels = picture.height * picture.width;
  return { ...picture, data: picture.data.subarray(0, pixels), channels: 1 };
}

function toSrgb(picture: Picture, { profile }: Origin): Picture {
  const curves = profile && parseIccProfile(profile)?.curves;
  return curves ? fromSpace(toSpace(picture, "linear", curves), "linear") : picture;
}
