import { readFile } from "node:fs/promises";
import { decodePicture } from "../../../src/image/decode_picture.ts";
import type { Picture } from "../../../src/image/picture.ts";
import { withFolder } from "../../cli/run_command.ts";
import { waves, writePhotos } from "../pairs_files.ts";

/**
 * Calls a function with photos p0.png, p1.png and so on, of 24 x 24 pixels.
 *
 * @param count How many.
 * @param use Given their folder, a path for the data set, and the folder that both are in.
 */
export function withPhotos(
  count: number,
  use: (photos: string, output: string, folder: string) => Promise<void>,
): Promise<void> {
  return withFolder(async (folder) => {
    const photos = Array.from(
      { length: count },
      (_, i) => [`p${i}`, waves(0.2 + 0.6 * i / count, 3 + i, 24)] as const,
    );
    await writePhotos(`${folder}/photos`, Object.fromEntries(photos));
    await use(`${folder}/photos`, `${folder}/pairs`, folder);
  });
}

/** Every file in a folder and in those below it: its bytes by its path. */
export async function filesIn(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (!isDirectory) files.set(name, await Deno.readFile(path));
    else for (const [file, bytes] of await filesIn(path)) files.set(`${name}/${file}`, bytes);
  }
  return files;
}

/** The paths of every file in a folder and in those below it, sorted. */
export async function pathsIn(folder: string): Promise<readonly string[]> {
  return [...(await filesIn(folder)).keys()].toSorted();
}

/** Reads a picture, of any size. */
export async function pictureOf(file: string): Promise<Picture> {
  return await decodePicture(await readFile(file), file);
}
