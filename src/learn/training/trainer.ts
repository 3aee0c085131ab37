import type { Engine, Executable, Values } from "../../runtime/engine.ts";
import { drawBatch } from "./draw_batch.ts";
import type { StoredPhoto } from "./photo_store.ts";
import { rateFactor } from "./schedule.ts";
import type { TrainingSettings } from "./settings.ts";
import { buildTraining, type TrainingGraph } from "./training_graph.ts";

/** One copy of the network in training. */
export class Trainer {
  private constructor(
    readonly settings: TrainingSettings,
    readonly photos: readonly StoredPhoto[],
    readonly graph: TrainingGraph,
    readonly executable: Executable,
  ) {}

  /**
   * Builds and compiles the step.
   *
   * @param settings What is trained, and how.
   * @param photos What mixtures are made from.
   * @param engine What computes.
   * @returns The trainer, with the first weights.
   */
  static async begin(
    settings: TrainingSettings,
    photos: readonly StoredPhoto[],
    engine: Engine,
  ): Promise<Trainer> {
    const graph = buildTraining(settings);
    const executable = await engine.compile(graph.program, graph.initial);
    return new Trainer(settings, photos, graph, executable);
  }

  /**
   * Trains for some steps. What a step sees depends on the settings, its number and the worker's.
   *
   * @param worker Which copy this is, from 0.
   * @param step Steps done.
   * @param count Steps to do.
   * @returns The loss of each.
   */
  async advance(worker: number, step: number, count: number): Promise<readonly number[]> {
    const { settings, graph: { optimiser } } = this;
    const losses: number[] = [];
    for (let t = step; t < step + count; t++) {
      const share = Math.max(1 - settings.average, 1 / (t + 1));
      const { loss } = await this.executable.run({
        ...drawBatch(this.photos, settings, t * settings.workers + worker),
        ...optimiser.feed(t, rateFactor(t, settings.steps)),
        share: Float32Array.of(share),
      });
      losses.push(loss?.[0] ?? NaN);
    }
    return losses;
  }

  /** Copies weights, moments and averages. */
  readState(): Promise<Values> {
    return this.executable.readState();
  }

  /** Replaces them. */
  writeState(state: Values): Promise<void> {
    return this.executable.writeState(state);
  }
}
