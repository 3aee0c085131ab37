import sharp from "npm:sharp@0.35.5";
import { listPictures } from "../../image/list_pictures.ts";
import { inParallel } from "../../in_parallel.ts";

/** A photo in memory, as bytes: thousands of them must fit. */
export interface StoredPhoto {
  /** Red, green and blue of each pixel, row by row; in memory that workers share. */
  readonly data: Uint8Array;
  readonly height: number;
  readonly width: number;
}

/**
 * Reads all the photos of some folders, in the order of their names.
 *
 * @param folders Where they are; folders in them are searched too.
 * @param side Their shorter side at most: larger ones are made smaller.
 * @returns The photos. What cannot be read or is smaller than half of `side` is left out.
 */
export async function loadPhotos(
  folders: readonly string[],
  side: number,
): Promise<readonly StoredPhoto[]> {
  const files: string[] = [];
  for (const folder of folders) files.push(...(await listPictures(folder)).pictures);
  const photos = await inParallel(files, (file) => load(file, side));
  return photos.filter((photo) => photo !== undefined);
}

async function load(file: string, side: number): Promise<StoredPhoto | undefined> {
  try {
    const { data, info } = await sharp(file, { autoOrient: true })
      .resize({ width: side, height: side, fit: "outside", withoutEnlargement: true })
      .toColourspace("srgb").removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    if (channels !== 3 || Math.min(width, height) < side / 2) return undefined;
    const shared = new Uint8Array(new SharedArrayBuffer(data.length));
    shared.set(data);
    return { data: shared, width, height };
  } catch {
    return undefined;
  }
}
