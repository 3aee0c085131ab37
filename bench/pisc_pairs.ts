import { join } from "node:path";
import type { Picture } from "../src/image/picture.ts";
import { readPicture } from "../src/image/read_picture.ts";

/** A mixture whose layers are known. */
export interface KnownPair {
  readonly name: string;
  readonly mixture: Picture;
  readonly layers: readonly [Picture, Picture];
}

/**
 * Reads pairs of the PISC data set, in the order of their names.
 *
 * @param folder With `double_exposure/blend_A-B.jpg` and `single_exposure/NAME.jpg`.
 * @param from How many to pass over.
 * @param count How many to read, at most.
 */
export async function loadPairs(folder: string, from: number, count: number): Promise<KnownPair[]> {
  const files = [];
  for await (const { name } of Deno.readDir(join(folder, "double_exposure"))) files.push(name);
  const chosen = files.toSorted().slice(from, from + count);
  return await Promise.all(chosen.map(async (file) => {
    const [, a = "", b = ""] = /^blend_(.+)-(.+)\.jpg$/.exec(file) ?? [];
    const single = (name: string) => readPicture(join(folder, "single_exposure", `${name}.jpg`));
    return {
      name: `${a}-${b}`,
      mixture: await readPicture(join(folder, "double_exposure", file)),
      layers: [await single(a), await single(b)] as const,
    };
  }));
}
