import type { Report } from "./types.ts";

/** Steps over which the speed is averaged. */
const WINDOW = 20;

/** Times a fit: its start, its steps, its speed. */
export class StepClock {
  readonly #created = performance.now();
  #begun = 0;
  #first?: number;
  #earlier: Report["timings"] = { startSeconds: 0, fitSeconds: 0, stepMilliseconds: 0 };
  readonly #milliseconds: number[] = [];

  /**
   * Counts what a fit took before it was interrupted.
   *
   * @param earlier Its timings.
   */
  goOn(earlier: Report["timings"]): void {
    this.#earlier = earlier;
  }

  /** Marks the beginning of a step. */
  begin(): void {
    this.#begun = performance.now();
    this.#first ??= this.#begun;
  }

  /** Marks the end of the step. */
  end(): void {
    this.#milliseconds.push(performance.now() - this.#begun);
  }

  /**
   * Tells how fast it goes.
   *
   * @param left Steps left.
   * @returns Seconds so far, steps a second over the last steps, seconds left at that speed.
   */
  speed(left: number): { seconds: number; stepsPerSecond: number; secondsLeft: number } {
    const recent = this.#milliseconds.slice(-WINDOW);
    const seconds = (performance.now() - (this.#first ?? performance.now())) / 1000;
    const perStep = recent.reduce((sum, ms) => sum + ms, 0) / recent.length / 1000;
    return { seconds, stepsPerSecond: 1 / perStep, secondsLeft: left * perStep };
  }

  /** The timings as the report has them, earlier ones included. */
  timings(): Report["timings"] {
    const { startSeconds, fitSeconds, stepMilliseconds } = this.#earlier;
    const sorted = this.#milliseconds.toSorted((a, b) => a - b);
    return {
      startSeconds: startSeconds + ((this.#first ?? performance.now()) - this.#created) / 1000,
      fitSeconds: fitSeconds + sorted.reduce((sum, ms) => sum + ms, 0) / 1000,
      stepMilliseconds: sorted[Math.floor(sorted.length / 2)] ?? stepMilliseconds,
    };
  }
}
