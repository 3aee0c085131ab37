import { basename, dirname, join, normalize, parse, resolve } from "node:path";
import { UserError } from "../errors.ts";

/** The folder that a command's results go to. Nothing appears in it before it is complete. */
export class OutputFolder {
  /** As the user wrote it. */
  readonly path: string;
  readonly #force: boolean;
  #begun = false;
  #made = false;

  /**
   * @param path The folder; it need not exist, the one it is in must.
   * @param options `force`: whether files of an earlier run are replaced.
   */
  constructor(path: string, { force }: { readonly force: boolean }) {
    this.path = path;
    this.#force = force;
  }

  /**
   * Checks that results can be written, before time is spent on computing them. Leaves no trace.
   *
   * @throws {UserError} If it holds something and there is no `force`, or cannot be written to.
   */
  async check(): Promise<void> {
    const isThere = await this.#isThere();
    const probed = isThere ? this.path : dirname(normalize(this.path));
    try {
      await Deno.remove(await Deno.makeTempDir({ dir: probed, prefix: ".unblend-" }));
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) {
        throw new UserError(`Cannot make ${this.path}: there is no folder ${probed}`);
      }
      throw this.#failure(error);
    }
  }

  /**
   * Writes files: each under a temporary name first, then all of them under their own.
   *
   * @param files Contents by name.
   * @param all Names of everything that a run can write: what an earlier run left under those that
   * are not among `files` is removed, for it would be taken for this run's.
   * @throws {UserError} If that fails; what was not complete is removed, and so is the folder, if it
   * was made here and is empty.
   */
  async write(
    files: ReadonlyMap<string, Uint8Array>,
    all: readonly string[] = [],
  ): Promise<void> {
    const names = [...files.keys()];
    const stale = all.filter((name) => !files.has(name));
    const part = (name: string) => join(this.path, `.${name}.part`);
    try {
      if (!this.#begun && !await this.#isThere()) {
        await Deno.mkdir(this.path);
        this.#made = true;
      }
      this.#begun = true;
      for (const [name, bytes] of files) await Deno.writeFile(part(name), bytes);
      for (const name of stale) await removeIfThere(join(this.path, name));
      for (const name of names) await Deno.rename(part(name), join(this.path, name));
    } catch (error) {
      for (const name of names) await Deno.remove(part(name)).catch(() => {});
      // Only an empty folder goes: an earlier call may have written to it.
      if (this.#made) await Deno.remove(this.path).catch(() => {});
      throw this.#failure(error);
    }
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

  /** Tells whether the folder exists; throws if it does and must not be written to. */
  async #isThere(): Promise<boolean> {
    try {
      const entries = await Array.fromAsync(Deno.readDir(this.path));
      if (entries.length === 0 || this.#force) return true;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
      throw this.#failure(error);
    }
    throw new UserError(
      `${this.path} exists and is not empty: replace what is there by --force, or choose another ` +
        "folder by --out",
    );
  }

  #failure(error: unknown): unknown {
    // "Permission denied (os error 13): mkdir 'x'": the system's part of it says what is wrong.
    const reason = error instanceof Error && /^(.*?) \(os error/.exec(error.message)?.[1];
    if (!reason) return error;
    return new UserError(`Cannot write to ${this.path}: ${reason.toLowerCase()}`, { cause: error });
  }
}

async function removeIfThere(file: string): Promise<void> {
  try {
    await Deno.remove(file);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
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
