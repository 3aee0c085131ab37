import { join } from "node:path";
import { UserError } from "../errors.ts";

/** The name of the lock in a folder that a run writes to. */
export const LOCK = ".unblend.lock";

/**
 * Keeps other runs out of a folder: a file in it, locked by the system and with the number of this
 * process inside. The system gives the lock back when its process ends, however it ends: a file that
 * a killed run left behind is taken over.
 */
export class FolderLock {
  readonly #path: string;
  readonly #file: Deno.FsFile;

  private constructor(path: string, file: Deno.FsFile) {
    this.#path = path;
    this.#file = file;
  }

  /**
   * Takes the lock.
   *
   * @param folder The folder; it must exist.
   * @returns The lock, to be released.
   * @throws {UserError} If another run has it.
   */
  static async take(folder: string): Promise<FolderLock> {
    const path = join(folder, LOCK);
    for (;;) {
      const file = await Deno.open(path, { read: true, write: true, create: true });
      const lock = new FolderLock(path, file);
      let taken = false;
      try {
        if (!await file.tryLock(true)) throw await lock.#refusal(folder);
        // Whoever had it until now may have removed the file in the meantime: then it locks nothing.
        taken = await lock.isHeld();
        if (taken) await lock.#sign();
      } finally {
        if (!taken) file.close();
      }
      if (taken) return lock;
    }
  }

  /** Tells whether the lock is still in place: the folder may have been removed, or moved. */
  async isHeld(): Promise<boolean> {
    const [own, there] = await Promise.all([this.#file.stat(), Deno.stat(this.#path)])
      .catch(() => []);
    return own !== undefined && own.ino === there?.ino && own.dev === there.dev;
  }

  /** Gives it back, and removes its file. */
  async release(): Promise<void> {
    // Before others can take it: a file that is removed afterwards could be theirs.
    if (await this.isHeld()) await Deno.remove(this.#path).catch(() => {});
    this.#file.close();
  }

  async #sign(): Promise<void> {
    await this.#file.truncate();
    await this.#file.write(new TextEncoder().encode(`${Deno.pid}\n`));
  }

  async #refusal(folder: string): Promise<UserError> {
    const text = await Deno.readTextFile(this.#path).catch(() => "");
    const process = /^\d+/.exec(text)?.[0];
    return new UserError(
      `Another run${
        process ? ` (process ${process})` : ""
      } is writing to ${folder}: wait for its ` +
        "end, or choose another folder by --out",
    );
  }
}
