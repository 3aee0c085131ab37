import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../errors.ts";
import { isThere } from "../../is_there.ts";
import { encodePng } from "../../image/encode_png.ts";
import type { Picture } from "../../image/picture.ts";
import { writeWhole } from "../../write_whole.ts";
import { decodeWeights, encodeWeights, type Weights } from "../../weights/weights.ts";
import { decodeCheckpoint, encodeCheckpoint, type TrainingCheckpoint } from "./checkpoint.ts";
import type { Evaluated } from "./evaluated.ts";
import { learningCurves } from "../../report/learning_curves.ts";
import { pictureGrid } from "../../report/picture_grid.ts";
import type { KnownPair } from "../evaluation/pairs_folder.ts";

const CHECKPOINT = "checkpoint.safetensors";
const BEST = "best.safetensors";
/** Pairs on a sheet of samples. */
const ROWS = 8;

/** The folder of a training run. Each file appears in it whole, or not at all. */
export class RunFolder {
  /** @param path The folder. */
  constructor(readonly path: string) {}

  /**
   * Looks into the folder of an earlier run, or for one; the folder is made when there is something to
   * keep in it.
   *
   * @param resume Whether to go on where an earlier run was.
   * @returns Its last checkpoint, if so.
   * @throws {UserError} If there is a run and no `resume`, or the other way round.
   */
  async open(resume: boolean): Promise<TrainingCheckpoint | undefined> {
    const file = join(this.path, CHECKPOINT);
    const hasRun = await isThere(file);
    if (resume && !hasRun) throw new UserError(`There is no training to resume in ${this.path}`);
    if (hasRun && !resume) {
      throw new UserError(
        `There is a training in ${this.path} already: go on with it by --resume, or choose another ` +
          "folder by --output",
      );
    }
    return resume ? decodeCheckpoint(await readFile(file), file) : undefined;
  }

  /** Keeps what the run can go on from. */
  keep(checkpoint: TrainingCheckpoint): Promise<void> {
    return this.#write(CHECKPOINT, encodeCheckpoint(checkpoint));
  }

  /** Keeps the best weights so far. */
  keepBest(weights: Weights): Promise<void> {
    return this.#write(BEST, encodeWeights(weights));
  }

  /** Reads the best weights so far. */
  async best(): Promise<Weights | undefined> {
    const file = join(this.path, BEST);
    const bytes = await readFile(file).catch(() => undefined);
    return bytes && decodeWeights(bytes, file);
  }

  /** Draws curves and samples of an evaluation. */
  async report(
    history: readonly Evaluated[],
    pairs: readonly KnownPair[],
    layers: readonly (readonly [Picture, Picture])[],
  ): Promise<void> {
    const step = history.at(-1)?.step ?? 0;
    await this.#write("curves.svg", new TextEncoder().encode(learningCurves(history)));
    // Evenly spaced among the pairs, the same at each evaluation.
    const every = Math.ceil(pairs.length / ROWS);
    const rows = pairs.map((
      { mixture, layers: truth },
      i,
    ) => [mixture, ...layers[i] ?? [], ...truth])
      .filter((_, i) => i % every === 0);
    await this.#write(
      `samples-${String(step).padStart(7, "0")}.png`,
      await encodePng(await pictureGrid(rows)),
    );
  }

  async #write(name: string, bytes: Uint8Array): Promise<void> {
    await mkdir(this.path, { recursive: true });
    await writeWhole(join(this.path, name), bytes);
  }
}
