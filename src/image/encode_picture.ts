import sharp, { type Sharp } from "npm:sharp@0.35.5";
import { describeJpeg } from "./describe_jpeg.ts";
import { describePng } from "./describe_png.ts";
import { describeTiff } from "./describe_tiff.ts";
import { checkFits, checkFormat, FORMATS, type PictureFormat } from "./formats.ts";
import { parseIccProfile } from "./icc_profile.ts";
import { NO_ORIGIN, type Origin } from "./origin.ts";
import type { Picture } from "./picture.ts";
import { packSamples } from "./samples.ts";
import { fromSpace, toSpace } from "./space.ts";

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
  /** Of the picture that it gets; the photo's, less what the format cannot hold. */
  readonly origin: Origin;
}

/** How each format is written: more effort takes twice the time for a few percent of a file. */
const ENCODERS: Readonly<Record<PictureFormat, (image: Sharp, told: Told) => Promise<Uint8Array>>> =
  {
    png: async (image, { origin }) => {
      image.png({ adaptiveFiltering: true, compressionLevel: 3 });
      return describePng(await image.toBuffer(), origin);
    },
    jpg: async (image, { quality, origin }) => {
      image.jpeg({ quality, chromaSubsampling: "4:4:4" });
      return describeJpeg(await image.toBuffer(), origin);
    },
    tiff: async (image, { origin }) => {
      const perMillimetre = (origin.density ?? 72) / 25.4;
      const resolution = { xres: perMillimetre, yres: perMillimetre };
      image.tiff({ compression: "deflate", predictor: "horizontal", ...resolution });
      return describeTiff(await image.toBuffer(), origin);
    },
    webp: async (image, { quality, origin }) =>
      (await described(image, origin)).webp({ quality, effort: 4 }).toBuffer(),
    avif: async (image, { quality, origin }) => {
      const bitdepth = origin.bitDepth === 16 ? 10 : 8;
      return (await described(image, origin)).avif({ quality, effort: 1, bitdepth }).toBuffer();
    },
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
  const { bits, transparent, grey } = FORMATS[format];
  const bitDepth = bits > 8 ? origin.bitDepth : 8;
  // A profile of grey says nothing of red, green and blue.
  const asSrgb = origin.grey && origin.profile !== undefined && !grey;
  const told = { ...origin, bitDepth, profile: asSrgb ? undefined : origin.profile };
  const one = origin.grey ? firstChannel(picture) : picture;
  const { data, ...raw } = packSamples(asSrgb ? toSrgb(one, origin) : one, {
    bitDepth,
    alpha: origin.alpha,
    overWhite: !transparent,
  });
  const image = sharp(data, { raw: raw as typeof raw & { channels: 1 | 2 | 3 | 4 } });
  return await ENCODERS[format](image.toColourspace(spaceOf(told)), { quality, origin: told });
}

/**
 * An image that sharp writes with profile, EXIF and XMP. It takes no bytes of them, but goes on with
 * those of a file.
 */
async function described(image: Sharp, origin: Origin): Promise<Sharp> {
  const file = describePng(await image.png({ compressionLevel: 0 }).toBuffer(), origin);
  const same = sharp(file, { limitInputPixels: false }).keepIccProfile().keepXmp()
    .toColourspace(spaceOf(origin));
  return origin.exif ? same.keepExif() : same;
}

/** What sharp calls the values. */
function spaceOf({ bitDepth, grey }: Origin): string {
  if (grey) return bitDepth === 16 ? "grey16" : "b-w";
  return bitDepth === 16 ? "rgb16" : "srgb";
}

function firstChannel(picture: Picture): Picture {
  const pixels = picture.height * picture.width;
  return { ...picture, data: picture.data.subarray(0, pixels), channels: 1 };
}

function toSrgb(picture: Picture, { profile }: Origin): Picture {
  const curves = profile && parseIccProfile(profile)?.curves;
  return curves ? fromSpace(toSpace(picture, "linear", curves), "linear") : picture;
}
