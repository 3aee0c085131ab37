import { Random } from "../random.ts";
import type { Executable, Values } from "../runtime/engine.ts";
import { valueAt } from "./model.ts";
import { NoiseBank } from "./noise.ts";
import { NotFinite } from "./not_finite.ts";
import { orient, type Orientation, orientationsOf } from "./orientation.ts";
import { buildStep, type FitStart, type StepGraph, SUM_OF_SQUARES } from "./step_graph.ts";

export type { FitStart };

/** A fit between two steps, as it can be kept and begun again from. */
export interface Checkpoint {
  /** Steps done. */
  readonly step: number;
  /** Steps whose pictures are in the average. */
  readonly averaged: number;
  /** Parameters, moments and averages. */
  readonly state: Values;
}

/** The value of each loss term at a step, and their weighted sum as `total`. */
export type Losses = Readonly<Record<string, number>>;

/**
 * A model being fitted to one photo. The whole step (networks, losses, gradients, Adam, averages) is
 * one graph, compiled once. What a step feeds depends on the seed and its number alone, so the same
 * seed gives the same bytes on the same machine.
 */
export class Fit {
  #step = 0;
  #averaged = 0;
  readonly #turned = new Map<Orientation, Readonly<Record<string, Float32Array>>>();

  private constructor(
    readonly start: FitStart,
    readonly graph: StepGraph,
    readonly executable: Executable,
    readonly bank: NoiseBank,
  ) {}

  /**
   * Builds and compiles the step.
   *
   * @param start Photo, model, settings and engine.
   * @param from Of a fit that was begun alike, on any engine: where to go on.
   * @returns The fit; without `from`, no step done.
   */
  static async begin(start: FitStart, from?: Checkpoint): Promise<Fit> {
    const graph = buildStep(start);
    const initial = from?.state ?? graph.initial;
    const executable = await start.engine.compile(graph.program, initial);
    const sizes = Object.values(graph.jitters).map(({ size }) => size);
    const bank = new NoiseBank(new Random(start.seed, "jitter"), Math.max(1, ...sizes));
    const fit = new Fit(start, graph, executable, bank);
    fit.#step = from?.step ?? 0;
    fit.#averaged = from?.averaged ?? 0;
    return fit;
  }

  /** Steps done. */
  get step(): number {
    return this.#step;
  }

  /**
   * Does one step.
   *
   * @param factor Times the learning rate. Default 1.
   * @returns The losses before its update.
   * @throws {NotFinite} If a loss is not finite, or what the step leaves behind.
   */
  async advance(factor = 1): Promise<Losses> {
    const { settings, steps, seed } = this.start;
    const step = this.#step;
    const random = new Random(seed, `step ${step}`);
    const orientation = this.#orientationOf(step, random);
    const feeds: Record<string, Float32Array> = {
      ...this.#turnedFeeds(orientation),
      ...this.graph.optimiser.feed(step, factor),
      jitter: Float32Array.of(valueAt(settings.jitter, step, steps)),
      share: Float32Array.of(orientation === 0 ? this.#shareOfNewest() : 0),
    };
    for (const [name, { size }] of Object.entries(this.graph.jitters)) {
      feeds[name] = this.bank.window(random).subarray(0, size);
    }
    for (const [name, { weight }] of Object.entries(this.graph.model.terms)) {
      feeds[`weight ${name}`] = Float32Array.of(valueAt(weight, step, steps));
    }
    const results = await this.executable.run(feeds);
    this.#step++;
    const { [SUM_OF_SQUARES]: squares = NaN, ...losses } = Object.fromEntries(
      Object.entries(results).map(([name, value]) => [name, value[0] as number]),
    );
    for (const [name, value] of Object.entries(losses)) {
      if (!Number.isFinite(value)) throw new NotFinite(this.#step, `its ${name} loss is ${value}`);
    }
    if (!Number.isFinite(squares)) {
      throw new NotFinite(this.#step, `its gradients lead to ${squares}`);
    }
    return losses;
  }

  /**
   * Reads the pictures, averaged over the steps.
   *
   * @returns [c,h,w] of each of the model's pictures.
   */
  async pictures(): Promise<Readonly<Record<string, Float32Array>>> {
    const names = Object.keys(this.graph.model.pictures);
    const state = await this.executable.readState(names.map((name) => `average ${name}`));
    return Object.fromEntries(
      names.map((name) => [name, state[`average ${name}`] as Float32Array]),
    );
  }

  /**
   * Copies what a fit can be begun again from.
   *
   * @returns The state between the last step and the next.
   */
  async checkpoint(): Promise<Checkpoint> {
    const state = await this.executable.readState();
    return { step: this.#step, averaged: this.#averaged, state };
  }

  /**
   * Goes back, or on, to where a copy was taken.
   *
   * @param checkpoint Of this fit, or of one that was begun alike.
   */
  async goTo({ step, averaged, state }: Checkpoint): Promise<void> {
    await this.executable.writeState(state);
    this.#step = step;
    this.#averaged = averaged;
  }

  /** Frees the engine's memory. */
  release(): Promise<void> {
    return this.executable.release();
  }

  #orientationOf(step: number, random: Random): Orientation {
    const { photo, settings } = this.start;
    if (!settings.orientations || step % 2 === 0) return 0;
    const choices = orientationsOf(photo.height, photo.width);
    return choices[random.integer(choices.length)] as Orientation;
  }

  /** The average begins as a plain mean, so that the first, poor pictures are soon outweighed. */
  #shareOfNewest(): number {
    this.#averaged++;
    return Math.max(this.start.settings.average, 1 / this.#averaged);
  }

  #turnedFeeds(orientation: Orientation): Readonly<Record<string, Float32Array>> {
    const known = this.#turned.get(orientation);
    if (known) return known;
    const { height, width } = this.start.photo;
    const turned = Object.fromEntries(
      Object.entries(this.graph.fixed).map(([name, data]) => {
        const channels = data.length / (height * width);
        return [name, orient(data, [channels, height, width], orientation)];
      }),
    );
    this.#turned.set(orientation, turned);
    return turned;
  }
}
