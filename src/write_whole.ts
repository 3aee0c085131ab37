import { rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { writeFailure } from "./write_failure.ts";

/**
 * Writes a file so that it is there whole, or as it was before: under another name first.
 *
 * @param path The file; the folder that it is in must exist.
 * @param bytes Its content.
 * @throws {UserError} If that fails.
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = join(dirname(path), `.${basename(path)}.part`);
  try {
    // To the disk itself: some file systems tell only then that there is no room.
    await writeFile(part, bytes, { flush: true });
    await rename(part, path);
  } catch (error) {
    // Where nothing can be written nothing can be removed either: the first error is the one to tell.
    await rm(part, { force: true }).catch(() => {});
    throw writeFailure(path, error);
  }
}
