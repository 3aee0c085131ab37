import { readFile } from "node:fs/promises";
import { UserError } from "../../errors.ts";
import { writeWhole } from "../../write_whole.ts";
import type { CheckpointSettings } from "../options.ts";
import { decodeFitCheckpoint, encodeFitCheckpoint, type FitCheckpoint } from "./fit_checkpoint.ts";
import { differenceOf, type FitOrigin } from "./fit_origin.ts";

/** The file that a fit is kept in, to go on from. It is there whole, or as it was before. */
export class CheckpointFile {
  #triedAt = performance.now();
  #problem?: string;

  /**
   * @param settings Path, and how often it is time to write it.
   * @param origin What the fit depends on.
   * @param onNotice Called with a sentence if it cannot be written.
   */
  constructor(
    readonly settings: CheckpointSettings,
    readonly origin: FitOrigin,
    readonly onNotice: (notice: string) => void,
  ) {}

  /**
   * Reads what an earlier run left, if this one is to go on from there.
   *
   * @returns The fit; undefined if it begins anew.
   * @throws {UserError} If there is none, or it is damaged, or another fit's.
   */
  async read(): Promise<FitCheckpoint | undefined> {
    const { path, resume } = this.settings;
    if (!resume) return undefined;
    const refusal = (reason: string, cause?: unknown) =>
      new UserError(`Cannot go on from ${path}: ${reason}, or leave out --resume to begin anew`, {
        cause,
      });
    let bytes: Uint8Array;
    try {
      bytes = await readFile(path);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      throw refusal(
        code === "ENOENT" ? "there is no such file; name another folder" : message,
        error,
      );
    }
    const checkpoint = decodeFitCheckpoint(bytes);
    if (!checkpoint) throw refusal("it is damaged, or no checkpoint of a split; get it again");
    const difference = differenceOf(checkpoint.origin, this.origin);
    if (difference) throw refusal(difference);
    return checkpoint;
  }

  /** Whether it is time to write. */
  get isDue(): boolean {
    return performance.now() - this.#triedAt >= 1000 * this.settings.seconds;
  }

  /**
   * Writes the fit. A disk that is full does not end it: what was kept before stays.
   *
   * @param checkpoint Where it stands.
   */
  async write(checkpoint: Omit<FitCheckpoint, "origin">): Promise<void> {
    try {
      await writeWhole(
        this.settings.path,
        encodeFitCheckpoint({ ...checkpoint, origin: this.origin }),
      );
      this.#problem = undefined;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // Once, not every time.
      if (this.#problem !== error.message) this.onNotice(`${error.message}; the fit goes on`);
      this.#problem = error.message;
    }
    this.#triedAt = performance.now();
  }
}
