import type { Engine, Executable, Values } from "../../runtime/engine.ts";
import { buildAdversarial } from "./adversarial_graph.ts";
import { Adversary } from "./adversary.ts";
import { drawBatch } from "./draw_batch.ts";
import { ADVERSARIAL } from "./losses.ts";
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
    readonly adversary?: Adversary,
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
    const adversarial = settings.loss === ADVERSARIAL;
    const graph = adversarial ? buildAdversarial(settings) : buildTraining(settings);
    const executable = await engine.compile(graph.program, graph.initial);
    const adversary = adversarial ? new Adversary(settings) : undefined;
    return new Trainer(settings, photos, graph, executable, adversary);
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
    const { settings, graph, adversary } = this;
    const losses: number[] = [];
    for (let t = step; t < step + count; t++) {
      const batch = drawBatch(this.photos, settings, t * settings.workers + worker);
      const results = await this.executable.run({
        ...batch,
        ...graph.feed(t, rateFactor(t, settings.steps)),
        ...adversary?.feeds(batch, t),
      });
      adversary?.remember(batch, results, t);
      losses.push(results["loss"]?.[0] ?? NaN);
    }
    return losses;
  }

  /** Copies weights, moments and averages, and what an adversary remembers. */
  async readState(): Promise<Values> {
    return { ...await this.executable.readState(), ...this.adversary?.state };
  }

  /** Replaces them. */
  async writeState(state: Values): Promise<void> {
    await this.executable.writeState(state);
    if (this.adversary) this.adversary.state = state;
  }
}
