import { readdir } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { UserError } from "../errors.ts";

const KINDS = new Set([".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".avif"]);

/** What a folder holds. */
export interface PictureList {
  /** Paths of pictures, in the order of their names. */
  readonly pictures: readonly string[];
  /** Paths of other files, by their names. */
  readonly others: readonly string[];
}

/**
 * Lists the pictures in a folder and in those below it, by the names of the files. Hidden files and
 * what is in hidden folders do not count; a link counts as a file, and is not searched.
 *
 * @param folder Where to look.
 * @returns Pictures, and what else is there.
 * @throws {UserError} If the folder cannot be read.
 */
export async function listPictures(folder: string): Promise<PictureList> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    .catch((error: NodeJS.ErrnoException) => {
      const reason = error.code === "ENOENT" ? "there is no such folder" : error.message;
      throw new UserError(`Cannot read ${folder}: ${reason}`, { cause: error });
    });
  const files = entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !relative(folder, file).split(sep).some((name) => name.startsWith(".")))
    .toSorted();
  const { pictures = [], others = [] } = Object.groupBy(
    files,
    (file) => KINDS.has(extname(file).toLowerCase()) ? "pictures" : "others",
  );
  return { pictures, others };
}
