import { readdir } from "node:fs/promises";
import { join, parse } from "node:path";
import { UserError } from "../../errors.ts";
import { mixPictures } from "../../image/mix.ts";
import type { Picture } from "../../image/picture.ts";
import { readPicture } from "../../image/read_picture.ts";

/** A mixture whose layers are known. */
export interface KnownPair {
  /** `A-B`. */
  readonly name: string;
  /** [3,h,w] in [0, 1]. */
  readonly mixture: Picture;
  /** A and B, of the same shape. */
  readonly layers: readonly [Picture, Picture];
}

/** The files of a pair. */
export interface PairFiles {
  /** `A-B`. */
  readonly name: string;
  readonly mixture: string;
  readonly layers: readonly [string, string];
}

/** Parts of a data set that can be measured on, the first that is there. */
const PARTS = [".", "test", "val"];

/**
 * Lists the pairs of a folder that `dataset create` wrote, in the order of their names.
 *
 * @param folder With `double_exposure/blend_A-B.jpg` and `single_exposure/A.jpg`, or a data set with
 * such folders as its parts, of which `test` is taken, else `val`. Any kind of picture will do.
 * @returns The pairs' files.
 * @throws {UserError} If there are none, or a layer is missing.
 */
export async function listPairs(folder: string): Promise<readonly PairFiles[]> {
  for (const part of PARTS) {
    const path = join(folder, part);
    const files = await filesIn(join(path, "double_exposure"));
    // A data set may have a part with nothing in it.
    const mixtures = files?.filter((file) => file.startsWith("blend_")) ?? [];
    if (mixtures.length > 0) return await pairsIn(path, mixtures);
  }
  throw new UserError(
    `There are no pairs in ${folder}: it needs double_exposure/blend_A-B.jpg and ` +
      "single_exposure/A.jpg, as dataset create writes them",
  );
}

async function pairsIn(path: string, mixtures: readonly string[]): Promise<readonly PairFiles[]> {
  const singles = new Map(
    (await filesIn(join(path, "single_exposure")) ?? []).map((file) => [parse(file).name, file]),
  );
  return mixtures.toSorted().map((file) => {
    const name = parse(file).name.slice("blend_".length);
    const layers = layersOf(name, singles);
    const mixture = join(path, "double_exposure", file);
    if (layers) {
      const [a, b] = layers.map((single) => join(path, "single_exposure", single));
      return { name, mixture, layers: [a as string, b as string] };
    }
    throw new UserError(
      `The layers of ${mixture} are not in ${join(path, "single_exposure")}: put them there, or ` +
        "remove the mixture",
    );
  });
}

/** The files of `A` and `B` of `A-B`; a name may have hyphens of its own. */
function layersOf(
  name: string,
  singles: ReadonlyMap<string, string>,
): readonly [string, string] | undefined {
  for (let at = name.indexOf("-"); at >= 0; at = name.indexOf("-", at + 1)) {
    const [a, b] = [singles.get(name.slice(0, at)), singles.get(name.slice(at + 1))];
    if (a !== undefined && b !== undefined) return [a, b];
  }
  return undefined;
}

async function filesIn(folder: string): Promise<readonly string[] | undefined> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new UserError(`Cannot read ${folder}: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Reads a pair.
 *
 * @param files Of {@linkcode listPairs}.
 * @param options `mix`: whether the mixture is made anew, as the mean of the layers.
 * @returns Mixture and layers.
 * @throws {UserError} If a file cannot be read, or sizes differ.
 */
export async function readPair(
  files: PairFiles,
  { mix = false }: { readonly mix?: boolean } = {},
): Promise<KnownPair> {
  const [a, b] = [await readPicture(files.layers[0]), await readPicture(files.layers[1])];
  expectAlike(a, b, files.layers);
  const mixture = mix ? mixPictures(a, b, 0.5) : await readPicture(files.mixture);
  expectAlike(mixture, a, [files.mixture, files.layers[0]]);
  return { name: files.name, mixture, layers: [a, b] };
}

function expectAlike(a: Picture, b: Picture, [one, other]: readonly [string, string]): void {
  if (a.width === b.width && a.height === b.height) return;
  throw new UserError(
    `${one} has ${a.width}x${a.height} pixels and ${other} ${b.width}x${b.height}: make them alike`,
  );
}
