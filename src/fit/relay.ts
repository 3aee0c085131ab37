import type { Engine } from "../runtime/engine.ts";
import { cannot, firstLine } from "../runtime/engine_failure.ts";
import { type Checkpoint, Fit, type FitStart, type Losses } from "./fit.ts";

/** What a {@linkcode Relay} runs on, in turn. */
export interface RelaySettings {
  /** Opens the engines: the first is used, each other one if the one before it fails. */
  readonly engines: readonly (() => Promise<Engine>)[];
  /** Called when the fit changes engines, with a sentence for the user. */
  readonly onNotice?: ((notice: string) => void) | undefined;
  /** Seconds between copies of the state, which a fit goes on from. Default 5. */
  readonly every?: number;
}

/**
 * A fit that outlives its engine. A GPU can be lost or run out of memory in the middle of a fit; it
 * then goes on with the next engine, from the last copy of its state.
 */
export class Relay {
  #fit: Fit;
  #kept?: Checkpoint;
  #keptAt = performance.now();

  private constructor(
    readonly start: Omit<FitStart, "engine">,
    readonly settings: RelaySettings,
    fit: Fit,
    /** Engines not used yet. */
    readonly spare: (() => Promise<Engine>)[],
  ) {
    this.#fit = fit;
  }

  /**
   * Begins the fit on the first engine that can compile it.
   *
   * @param start Photo, model and settings.
   * @param settings Engines in their order.
   * @returns The fit.
   * @throws What the last engine throws, if none can; what opening the first one throws.
   */
  static async begin(start: Omit<FitStart, "engine">, settings: RelaySettings): Promise<Relay> {
    const [open, ...spare] = settings.engines;
    if (!open) throw new TypeError("A fit needs an engine");
    const engine = await open();
    try {
      return new Relay(start, settings, await Fit.begin({ ...start, engine }), spare);
    } catch (error) {
      if (spare.length === 0) throw error;
      settings.onNotice?.(cannot(engine, "do this fit", error));
      return await Relay.begin(start, { ...settings, engines: spare });
    }
  }

  /** The fit as it is now. */
  get fit(): Fit {
    return this.#fit;
  }

  /**
   * Does one step, on the next engine if this one fails. The step is then that after the last copy.
   *
   * @returns The losses before its update.
   * @throws What the last engine throws.
   */
  async advance(): Promise<Losses> {
    try {
      if (this.spare.length > 0) await this.#keep();
      return await this.#fit.advance();
    } catch (error) {
      const open = this.spare.shift();
      if (!open) throw error;
      const { start: { engine: failed }, step } = this.#fit;
      await this.#fit.release().catch(() => {});
      const engine = await open();
      this.settings.onNotice?.(
        `The ${failed.name} engine failed at step ${step + 1} (${firstLine(error)}): ` +
          `going on from step ${this.#kept?.step ?? 0} with ${engine.name}`,
      );
      this.#fit = await Fit.begin({ ...this.start, engine }, this.#kept);
      return await this.advance();
    }
  }

  /** Copies the state, if it is time. */
  async #keep(): Promise<void> {
    const now = performance.now();
    if (this.#kept && now - this.#keptAt < (this.settings.every ?? 5) * 1000) return;
    this.#kept = await this.#fit.checkpoint();
    this.#keptAt = now;
  }
}
