import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "npm:sharp@0.35.5";
import { decodePicture } from "../../image/decode_picture.ts";
import { encodePng } from "../../image/encode_png.ts";
import { mixPictures } from "../../image/mix.ts";
import { Random } from "../../random.ts";
import type { DatasetSettings } from "./options.ts";
import type { Single } from "./pairing.ts";

/** As good as JPEG gets before files grow for nothing; colours at full resolution. */
const JPEG = { quality: 95, chromaSubsampling: "4:4:4" } as const;

/** Crops keep at least this share of the photo's shorter side, where `size` leaves room. */
const LEAST_CROP = 0.6;

/** What a crop's file is called, without its extension. */
export function singleName({ photo, crop }: Single): string {
  return `${photo}_${crop}`;
}

/** A photo's samples: 8 bits, sRGB, interleaved. */
export interface DecodedPhoto {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * Decodes a photo: upright, in sRGB, over white.
 *
 * @param file The photo.
 * @returns Its samples.
 * @throws If it is damaged.
 */
export async function decodePhoto(file: string): Promise<DecodedPhoto> {
  const image = sharp(file, { autoOrient: true, failOn: "error" })
    .toColourspace("srgb").flatten({ background: "white" }).removeAlpha();
  const { space, icc } = await image.metadata();
  // Of 16-bit RGB, sharp goes on from its inner profile (P3) only where a profile is asked for.
  if (space === "rgb16" && icc) image.withIccProfile("srgb");
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/**
 * Cuts random squares out of a photo and writes them, at the data set's size.
 *
 * @param photo The photo, decoded once whatever the number of crops.
 * @param name Its name in the data set.
 * @param folder Of the single exposures.
 * @param settings Size, crops, format, seed.
 */
export async function writeCrops(
  { data, width, height }: DecodedPhoto,
  name: string,
  folder: string,
  { size, crops, format, seed }: DatasetSettings,
): Promise<void> {
  const random = new Random(seed, `crops of ${name}`);
  const short = Math.min(width, height);
  for (let crop = 0; crop < crops; crop++) {
    const least = Math.max(size, Math.round(LEAST_CROP * short));
    const side = least + random.integer(short - least + 1);
    const area = {
      left: random.integer(width - side + 1),
      top: random.integer(height - side + 1),
      width: side,
      height: side,
    };
    const image = sharp(data, { raw: { width, height, channels: 3 } }).extract(area)
      .resize(size, size).toColourspace("srgb");
    const encoded = format === "jpg" ? image.jpeg(JPEG) : image.png();
    const path = join(folder, `${singleName({ photo: name, crop })}.${format}`);
    await writeFile(path, await encoded.toBuffer());
  }
}

/**
 * Mixes two crops as they were written, and writes the mixture.
 *
 * @param pair The crops.
 * @param folders Of single and double exposures.
 * @param settings Alpha, space, format, seed.
 * @returns The mixture's file and the share of the first crop.
 */
export async function writeMixture(
  pair: readonly [Single, Single],
  { single, double }: { readonly single: string; readonly double: string },
  { alpha: [least, most], space, format, seed }: DatasetSettings,
): Promise<{ readonly file: string; readonly alpha: number }> {
  const [a, b] = pair.map(singleName) as [string, string];
  const read = async (name: string) => {
    const path = join(single, `${name}.${format}`);
    return await decodePicture(await readFile(path), path);
  };
  const alpha = least + (most - least) * new Random(seed, `alpha of ${a}-${b}`).uniform();
  const png = await encodePng(mixPictures(await read(a), await read(b), alpha, space));
  const file = `blend_${a}-${b}.${format}`;
  const encoded = format === "png" ? png : await sharp(png).jpeg(JPEG).toBuffer();
  await writeFile(join(double, file), encoded);
  return { file, alpha };
}
