import { encodePng } from "../../src/image/encode_png.ts";
import { mixPictures } from "../../src/image/mix.ts";
import type { Picture } from "../../src/image/picture.ts";
import { withFolder } from "../cli/run_command.ts";
import { picture } from "../metrics/pictures.ts";

/** A photo of waves about a level of brightness. */
export function waves(level: number, frequency: number, side = 48): Picture {
  return picture(
    side,
    side,
    (x, y, c) => level + 0.1 * Math.cos(frequency * (x + 2 * y + 9 * c) / side),
  );
}

/** Writes photos as NAME.png. */
export async function writePhotos(folder: string, photos: Readonly<Record<string, Picture>>) {
  await Deno.mkdir(folder, { recursive: true });
  for (const [name, photo] of Object.entries(photos)) {
    await Deno.writeFile(`${folder}/${name}.png`, await encodePng(photo));
  }
}

/** Writes photos, and the mean of each two that belong together as blend_A-B.png. */
export async function writePairs(
  folder: string,
  photos: Readonly<Record<string, Picture>>,
  pairs: readonly (readonly [string, string])[],
) {
  await writePhotos(`${folder}/single_exposure`, photos);
  const mixtures = pairs.map(([a, b]) =>
    [`blend_${a}-${b}`, mixPictures(photos[a] as Picture, photos[b] as Picture, 0.5)] as const
  );
  await writePhotos(`${folder}/double_exposure`, Object.fromEntries(mixtures));
}

/**
 * Calls a function with a data set in which there is little to learn: of two photos the one is always
 * bright and the other dark.
 *
 * @param use Given the data set, and a folder beside it.
 */
export function withDataSet(use: (data: string, folder: string) => Promise<void>): Promise<void> {
  return withFolder(async (folder) => {
    const data = `${folder}/data`;
    await writePhotos(`${data}/train/single_exposure`, { a: waves(0.8, 7), b: waves(0.2, 11) });
    await writePairs(`${data}/val`, { c: waves(0.75, 13, 32), d: waves(0.25, 5, 32) }, [[
      "c",
      "d",
    ]]);
    await use(data, folder);
  });
}
