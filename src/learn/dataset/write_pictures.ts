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

/**
 * Cuts random squares out of a photo and writes them, at the data set's size.
 *
 * @param file The photo.
 * @param name Its name in the data set.
 * @param folder Of the single exposures.
 * @param settings Size, crops, format, seed.
 * @throws If the photo is damaged.
 */
export async function writeCrops(
  file: string,
  name: string,
  folder: string,
  { size, crops, format, seed }: DatasetSettings,
): Promise<void> {
  // Decoded once, whatever the number of crops.
  const { data, info } = await sharp(file, { autoOrient: true, failOn: "error" })
    .toColourspace("srgb").flatten({ background: "white" }).removeAlpha().raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
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
    const image = sharp(data, { raw: { width, height, channels } }).extract(area)
      .resize(size, size).toColourspace("srgb");
    const encoded = format === "jpg" ? image.jpeg(JPEG) : image.png();
    await encoded.toFile(join(folder, `${singleName({ photo: name, crop })}.${format}`));
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
  const path = join(double, file);
  if (format === "png") await writeFile(path, png);
  else await sharp(png).jpeg(JPEG).toFile(path);
  return { file, alpha };
}
