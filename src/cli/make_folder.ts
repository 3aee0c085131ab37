import { dirname, normalize } from "node:path";
import { UserError } from "../errors.ts";

/**
 * Makes a folder where there is none.
 *
 * @param path Where; the folder that it is in must exist.
 * @returns Whether it was made; if not it is there already.
 * @throws {UserError} If there is nothing to make it in.
 * @throws What else the system refuses it with.
 */
export async function makeFolder(path: string): Promise<boolean> {
  try {
    await Deno.mkdir(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new UserError(`Cannot make ${path}: there is no folder ${dirname(normalize(path))}`);
    }
    // A folder that is there can be on a disk where none could be made.
    if (await Deno.stat(path).then(({ isDirectory }) => isDirectory, () => false)) return false;
    throw error;
  }
}
