import { join } from "node:path";
import { clipPicture } from "../src/image/clip_picture.ts";
import { listPictures } from "../src/image/list_pictures.ts";
import { mixPictures } from "../src/image/mix.ts";
import { cropPicture } from "../src/image/pad_picture.ts";
import type { Picture } from "../src/image/picture.ts";
import { readPicture } from "../src/image/read_picture.ts";
import { resizePicture } from "../src/image/resize_picture.ts";
import { type KnownPair, listPairs, readPair } from "../src/learn/evaluation/pairs_folder.ts";
import { Random } from "../src/random.ts";

/**
 * Mixtures to choose coefficients on: pairs of pisc128/train, and of random crops, 128 pixels large, of
 * the training photos. The network that ships has seen these photos, though not these mixtures.
 *
 * @param data The folder with `pisc128` and `photos`.
 * @param count Of each of the two.
 * @returns pisc128/train first.
 */
export async function trainingMixtures(data: string, count: number): Promise<KnownPair[]> {
  const files = (await listPairs(join(data, "pisc128/train"))).slice(0, count);
  const random = new Random(1, "verdict");
  const folders = ["debian", "imagenet", "bsds500"].map((folder) => join(data, "photos", folder));
  const photos = (await Promise.all(folders.map(listPictures))).flatMap(({ pictures }) => pictures);
  const crop = async () => {
    const photo = await readPicture(photos[random.integer(photos.length)] as string);
    const side = Math.floor(Math.min(photo.width, photo.height) * (0.6 + 0.4 * random.uniform()));
    const left = random.integer(photo.width - side + 1);
    const top = random.integer(photo.height - side + 1);
    const area = cropPicture(photo, { left, top, width: side, height: side });
    return eightBits(await resizePicture(area, { width: 128, height: 128 }));
  };
  const crops: KnownPair[] = [];
  for (let i = 0; i < count; i++) {
    const layers = [await crop(), await crop()] as const;
    crops.push({ name: `crops ${i}`, mixture: eightBits(mixPictures(...layers, 0.5)), layers });
  }
  return [...await Promise.all(files.map((pair) => readPair(pair))), ...crops];
}

/**
 * Rounds to what a file holds.
 *
 * @param picture Any values.
 * @returns Multiples of 1/255 in [0, 1].
 */
export function eightBits(picture: Picture): Picture {
  const { data } = clipPicture(picture);
  return { ...picture, data: data.map((v) => Math.round(255 * v) / 255) };
}
