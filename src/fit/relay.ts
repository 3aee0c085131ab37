import { UserError } from "../errors.ts";
import type { Engine } from "../runtime/engine.ts";
import { cannot, firstLine } from "../runtime/engine_failure.ts";
import { type Checkpoint, Fit, type FitStart, type Losses } from "./fit.ts";
import { NotFinite } from "./not_finite.ts";

/** What a {@linkcode Relay} runs on, in turn. */
export interface RelaySettings {
  /** Opens the engines: the first is used, each other one if the one before it fails. */
  readonly engines: readonly (() => Promise<Engine>)[];
  /** Called when the fit changes engines or goes back, with a sentence for the user. */
  readonly onNotice?: ((notice: string) => void) | undefined;
  /**
   * Steps between copies of the state, which a fit goes back to. Default 100. Not seconds: how a fit
   * goes on must not depend on how fast it is.
   */
  readonly every?: number;
}

/** Where a {@linkcode Relay} stands, as it can be kept and begun again from. */
export interface Leg {
  /** The fit now. */
  readonly now: Checkpoint;
  /** The copy that it would go back to. */
  readonly kept: Checkpoint;
  /** How often it went back because of a value that was not finite. */
  readonly setbacks: number;
}

/** Times that a fit goes back, each time to go on with smaller steps. */
const SETBACKS = 3;
/** What each time makes of the learning rate. */
const SMALLER = 1 / 4;

/**
 * A fit that outlives its engine, and a step that fails. A GPU can be lost or run out of memory in the
 * middle of a fit; it then goes on with the next engine, from the last copy of its state. If a step
 * yields a value that is not finite, it goes on from there with smaller steps.
 */
export class Relay {
  #fit: Fit;
  #kept: Checkpoint | undefined;
  #setbacks: number;

  private constructor(
    readonly start: Omit<FitStart, "engine">,
    readonly settings: RelaySettings,
    fit: Fit,
    /** Engines not used yet. */
    readonly spare: (() => Promise<Engine>)[],
    from: Leg | undefined,
  ) {
    this.#fit = fit;
    this.#kept = from?.kept;
    this.#setbacks = from?.setbacks ?? 0;
  }

  /**
   * Begins the fit on the first engine that can compile it.
   *
   * @param start Photo, model and settings.
   * @param settings Engines in their order.
   * @param from Of a fit that was begun alike: where to go on.
   * @returns The fit.
   * @throws What the last engine throws, if none can; what opening the first one throws.
   */
  static async begin(
    start: Omit<FitStart, "engine">,
    settings: RelaySettings,
    from?: Leg,
  ): Promise<Relay> {
    const [open, ...spare] = settings.engines;
    if (!open) throw new TypeError("A fit needs an engine");
    const engine = await open();
    try {
      const fit = await Fit.begin({ ...start, engine }, from?.now);
      return new Relay(start, settings, fit, spare, from);
    } catch (error) {
      if (spare.length === 0) throw error;
      settings.onNotice?.(cannot(engine, "do this fit", error));
      return await Relay.begin(start, { ...settings, engines: spare }, from);
    }
  }

  /** The fit as it is now. */
  get fit(): Fit {
    return this.#fit;
  }

  /**
   * Does one step: on the next engine if this one fails, with a smaller learning rate if it yields a
   * value that is not finite. The step is then that after the last copy.
   *
   * @returns The losses before its update.
   * @throws {UserError} If there are such values time and again, or from the first step on.
   * @throws What the last engine throws.
   */
  async advance(): Promise<Losses> {
    try {
      const copy = this.#isTimeForCopy() ? await this.#fit.checkpoint() : undefined;
      const losses = await this.#fit.advance(SMALLER ** this.#setbacks);
      // Only now is it known that there is a way on from the copy.
      if (copy) this.#kept = copy;
      return losses;
    } catch (error) {
      if (error instanceof NotFinite) await this.#goBack(error);
      else await this.#changeEngine(error);
      return await this.advance();
    }
  }

  /**
   * Copies what the fit can be begun again from.
   *
   * @returns Where it stands between the last step and the next.
   */
  async checkpoint(): Promise<Leg> {
    // An engine that fails just then is changed at the next step, which is that after the copy.
    const now = await this.#fit.checkpoint().catch((error) => this.#kept ?? Promise.reject(error));
    return { now, kept: this.#kept ?? now, setbacks: this.#setbacks };
  }

  #isTimeForCopy(): boolean {
    const { step } = this.#fit;
    return step % (this.settings.every ?? 100) === 0 && this.#kept?.step !== step;
  }

  async #goBack({ step, reason }: NotFinite): Promise<void> {
    if (!this.#kept || this.#setbacks === SETBACKS) {
      const times = this.#setbacks > 0 ? `, after going back ${this.#setbacks} times` : "";
      throw new UserError(`The fit failed at step ${step}: ${reason}${times}; try another --seed`);
    }
    this.#setbacks++;
    this.settings.onNotice?.(
      `The fit failed at step ${step} (${reason}): going on from step ${this.#kept.step} with a ` +
        "quarter of the learning rate",
    );
    await this.#fit.goTo(this.#kept);
  }

  async #changeEngine(error: unknown): Promise<void> {
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
  }
}
