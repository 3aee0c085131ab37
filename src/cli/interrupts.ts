const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/** Turns the first Ctrl-C (SIGINT) or SIGTERM into an abort signal; the second one ends the process. */
export class Interrupts {
  readonly #controller = new AbortController();
  readonly #listeners: readonly (readonly [Deno.Signal, () => void])[];
  #exitCode?: number;

  /** @param onInterrupt Called at the first signal. */
  constructor(onInterrupt: () => void) {
    this.#listeners = Object.entries(SIGNALS)
      .filter(([name]) => name === "SIGINT" || Deno.build.os !== "windows")
      .map(([name, exitCode]) => [name as Deno.Signal, () => {
        // Without listeners the next signal ends the process at once, even in the midst of a step.
        this.release();
        this.#exitCode = exitCode;
        this.#controller.abort();
        onInterrupt();
      }]);
    for (const [name, listener] of this.#listeners) Deno.addSignalListener(name, listener);
  }

  /** Aborted at the first signal. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What the process ends with, by convention 128 + the signal's number; undefined before one. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  /** Stops listening. */
  release(): void {
    for (const [name, listener] of this.#listeners) Deno.removeSignalListener(name, listener);
  }
}
