import { rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, parse, resolve } from "node:path";
import { UserError } from "../errors.ts";
import { writeFailure } from "../write_failure.ts";
import { FolderLock, LOCK } from "./folder_lock.ts";
import { makeFolder } from "./make_folder.ts";

/** A file's name and its content. */
type NamedBytes = readonly [string, Uint8Array];

/** The name of the file that a fit is kept in until it has come to its end. */
export const CHECKPOINT = "checkpoint.safetensors";

/**
 * The folder that a command's results go to. Nothing appears in it before it is complete, and no other
 * run writes to it in the meantime.
 */
export class OutputFolder implements AsyncDisposable {
  /** As the user wrote it. */
  readonly path: string;
  readonly #force: boolean;
  readonly #onNotice: (notice: string) => void;
  /** What was written; it is not in the way of what follows. */
  readonly #written = new Set<string>();
  #lock?: FolderLock;
  #made = false;

  /**
   * @param path The folder; it need not exist, the one it is in must.
   * @param options `force`: whether files of an earlier run are replaced; `onNotice`: told when the
   * folder had to be made anew.
   */
  constructor(
    path: string,
    { force, onNotice = () => {} }: {
      readonly force: boolean;
      readonly onNotice?: (notice: string) => void;
    },
  ) {
    this.path = path;
    this.#force = force;
    this.#onNotice = onNotice;
  }

  /**
   * Makes the folder and locks it, before time is spent on computing what goes there.
   *
   * @throws {UserError} If it holds something and there is no `force`, if another run writes to it, or
   * if it cannot be written to. Then there is no trace of the attempt.
   */
  async open(): Promise<void> {
    try {
      this.#made = await makeFolder(this.path);
      this.#lock = await FolderLock.take(this.path);
      await this.#expectFree();
    } catch (error) {
      await this[Symbol.asyncDispose]();
      throw writeFailure(this.path, error);
    }
  }

  /**
   * Writes files: each under a temporary name first, then all of them under their own. A folder that is
   * gone since it was opened is made anew: what took long to compute should not be lost with it.
   *
   * @param files Names and contents, one after the other: none is kept.
   * @param all Names of everything that a run can write: what an earlier run left under those that
   * are not among `files` is removed, for it would be taken for this run's.
   * @throws {UserError} If that fails; what was not complete is removed.
   */
  async write(
    files: Iterable<NamedBytes> | AsyncIterable<NamedBytes>,
    all: readonly string[] = [],
  ): Promise<void> {
    await this.#keepOpen();
    const names: string[] = [];
    const path = (name: string) => join(this.path, name);
    try {
      // To the disk itself: some file systems tell only then that there is no room.
      for await (const [name, bytes] of files) {
        names.push(name);
        await writeFile(path(part(name)), bytes, { flush: true });
      }
      for (const name of all) if (!names.includes(name)) await this.remove(name);
      for (const name of names) {
        await Deno.rename(path(part(name)), path(name));
        this.#written.add(name);
      }
    } catch (error) {
      for (const name of names) await Deno.remove(path(part(name))).catch(() => {});
      throw writeFailure(this.path, error);
    }
  }

  /**
   * Removes a file, and what there is of it half written.
   *
   * @param name Its name; it need not be there.
   */
  async remove(name: string): Promise<void> {
    for (const one of [name, part(name)]) await rm(join(this.path, one), { force: true });
  }

  /**
   * Checks that a file is not one of those to be written.
   *
   * @param file Its path.
   * @param names The names of what is to be written.
   * @throws {UserError} If it is.
   */
  protect(file: string, names: readonly string[]): void {
    if (resolve(dirname(file)) !== resolve(this.path) || !names.includes(basename(file))) return;
    throw new UserError(`The result would replace ${file} itself: choose another folder by --out`);
  }

  /** Lets other runs write to it. If it was made here and nothing was written, it goes. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lock?.release();
    this.#lock = undefined;
    if (this.#made) await Deno.remove(this.path).catch(() => {});
  }

  async #keepOpen(): Promise<void> {
    if (await this.#lock?.isHeld()) return;
    const again = this.#lock !== undefined;
    await this[Symbol.asyncDispose]();
    await this.open();
    if (again && this.#made) this.#onNotice(`${this.path} was gone: made it again`);
  }

  /** What a killed run left half written is nothing, and so is the lock. */
  async #expectFree(): Promise<void> {
    if (this.#force) return;
    const entries = await Array.fromAsync(Deno.readDir(this.path));
    const names = entries.map(({ name }) => name).filter((name) =>
      name !== LOCK && !/^\..*\.part$/.test(name) && !this.#written.has(name)
    );
    if (names.length === 0) return;
    const [what, resume] = names.includes(CHECKPOINT)
      ? ["holds a split that was interrupted", "go on with it by --resume, "]
      : ["exists and is not empty", ""];
    throw new UserError(
      `${this.path} ${what}: ${resume}replace what is there by --force, or choose another folder by ` +
        "--out",
    );
  }
}

/** What a file is called until it is complete. */
function part(name: string): string {
  return `.${name}.part`;
}

/**
 * Names the folder for the results of a photo: `photo-layers` beside `photo.jpg`.
 *
 * @param photo The photo's path.
 * @returns The folder's path.
 */
export function folderFor(photo: string): string {
  const { dir, name } = parse(photo);
  return join(dir, `${name}-layers`);
}
