import { rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UserError } from "./errors.ts";

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
    await writeFile(part, bytes);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw new UserError(`Cannot write ${path}: ${(error as Error).message}`, { cause: error });
  }
}
