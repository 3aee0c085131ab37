import { stat } from "node:fs/promises";

/**
 * Tells whether there is a file or a folder.
 *
 * @param path Where.
 */
export async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(() => true, () => false);
}
