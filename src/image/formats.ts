import { inRange, oneOf } from "../check_option.ts";
import { UserError } from "../errors.ts";
import { fitsJpeg } from "./describe_jpeg.ts";
import type { Origin } from "./origin.ts";
import type { Size } from "./resize_picture.ts";

/** What files of a kind can hold. */
interface Format {
  /** Whether it loses something, more or less of it by its quality. */
  readonly lossy: boolean;
  /** Most bits a sample. */
  readonly bits: 8 | 10 | 16;
  /** Whether it can be transparent. */
  readonly transparent: boolean;
  /** Whether it can have a single channel. */
  readonly grey: boolean;
  /** Most pixels a side. */
  readonly side: number;
}

/** A kind of file that layers can be written as, by what the file's name ends in. */
export type PictureFormat = "png" | "jpg" | "tiff" | "webp" | "avif";

/** What each kind can hold. */
export const FORMATS: Readonly<Record<PictureFormat, Format>> = {
  png: { lossy: false, bits: 16, transparent: true, grey: true, side: 1_000_000 },
  jpg: { lossy: true, bits: 8, transparent: false, grey: true, side: 65_500 },
  tiff: { lossy: false, bits: 16, transparent: true, grey: true, side: 1_000_000 },
  webp: { lossy: true, bits: 8, transparent: true, grey: false, side: 16_383 },
  avif: { lossy: true, bits: 10, transparent: true, grey: false, side: 16_384 },
};

/** Their names. */
export const FORMAT_NAMES: readonly PictureFormat[] = Object.keys(FORMATS) as PictureFormat[];

/** What a quality may be, both ends included. */
export const QUALITIES = [1, 100] as const;

/**
 * Checks how pictures are to be written.
 *
 * @param options As the caller gave them. The format is `png` by default.
 * @returns Format and quality; undefined for the default.
 * @throws {UserError} If there is no such format, or a quality is out of range or has no effect.
 */
export function checkFormat(
  options: { readonly format?: string | undefined; readonly quality?: number | undefined },
): { readonly format: PictureFormat; readonly quality: number | undefined } {
  const format = oneOf("format", options.format ?? "png", FORMAT_NAMES);
  if (options.quality === undefined) return { format, quality: undefined };
  const quality = inRange("quality", options.quality, QUALITIES);
  if (FORMATS[format].lossy) return { format, quality };
  const lossy = FORMAT_NAMES.filter((name) => FORMATS[name].lossy).join(", ");
  throw new UserError(
    `The format ${format} loses nothing: leave out quality, or choose a format of ${lossy}`,
    { usage: true },
  );
}

/**
 * Tells what of a photo its layers lose by the format that they are written in.
 *
 * @param origin The photo's.
 * @param format The format.
 * @returns A sentence each.
 */
export function formatLosses(
  origin: Origin,
  format: PictureFormat,
): readonly string[] {
  const { bitDepth, alpha } = origin;
  const { bits, transparent } = FORMATS[format];
  return [
    ...bitDepth > bits
      ? [`The photo has ${bitDepth} bits a sample, ${format} holds ${bits}: png and tiff keep them`]
      : [],
    ...alpha && !transparent
      ? [`The photo is transparent in places, ${format} cannot be: the layers lie over white`]
      : [],
    ...format === "jpg" && !fitsJpeg(origin)
      ? ["The photo's EXIF or XMP is larger than jpg holds: png and tiff keep it"]
      : [],
  ];
}

/**
 * Checks that pictures of a size can be written.
 *
 * @param format As what.
 * @param size How large they are.
 * @throws {UserError} If the format takes none so large.
 */
export function checkFits(format: PictureFormat, { width, height }: Size): void {
  const { side } = FORMATS[format];
  if (Math.max(width, height) <= side) return;
  throw new UserError(
    `Cannot write ${width}x${height} pixels as ${format}: ${side} a side are the most; choose ` +
      "format png or tiff",
  );
}
