import { chmod, mkdtemp, readdir, rename, rm, rmdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { UserError } from "../../errors.ts";
import { writeFailure } from "../../write_failure.ts";

/**
 * Checks that a folder does not exist or is empty, before time is spent on what goes there.
 *
 * @param folder As the caller gave it.
 * @throws {UserError} If it holds something, or cannot be read.
 */
export async function expectEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    return cannotWrite(folder, error);
  });
  if (entries.length === 0) return;
  throw new UserError(`${folder} exists and is not empty: choose another folder for the data set`);
}

/**
 * Fills a new folder so that it is there whole or not at all: under another name first.
 *
 * @param folder As the caller gave it; the folder that it is in must exist.
 * @param fill Writes everything, into the folder that it is given.
 * @param signal What may stop it.
 * @returns What `fill` gives.
 * @throws {UserError} If the system does not let it write.
 * @throws {DOMException} `AbortError`, if the signal stops it.
 * @throws What else `fill` throws; nothing is left behind.
 */
export async function fillNewFolder<Result>(
  folder: string,
  fill: (staging: string) => Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  const output = resolve(folder);
  // An empty folder of that name makes way; one that cannot, such as a mount, is told of now.
  await rmdir(output).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") cannotWrite(folder, error);
  });
  const staging = await mkdtemp(join(dirname(output), `.${basename(output)}-`))
    .catch((error) => cannotWrite(folder, error));
  try {
    // A temporary folder is for its owner alone; a data set need not be.
    await chmod(staging, 0o755);
    const result = await fill(staging);
    await rename(staging, output);
    return result;
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (signal?.aborted) throw new DOMException("The data set was not completed", "AbortError");
    // The system's errors have a number: a disk may be full.
    if (error instanceof Error && "errno" in error) cannotWrite(folder, error);
    throw error;
  }
}

function cannotWrite(folder: string, error: Error): never {
  throw writeFailure(folder, error);
}
