import { BACKENDS } from "./backends.ts";
import type { Engine } from "./engine.ts";
import type { Finding } from "./finding.ts";
import { checkKnownAnswer } from "./known_answer.ts";
import { timeTypicalStep } from "./typical_step.ts";

/** What {@linkcode probe} does to a backend. */
export interface ProbeOptions {
  /** Opens it. Default: as `BACKENDS` has it. */
  readonly open?: () => Promise<Engine>;
  /** Times a step, in milliseconds. Default: {@linkcode timeTypicalStep}. */
  readonly time?: (engine: Engine) => Promise<number>;
}

/**
 * Probes a backend: opens it, has it compute what is known, and times a step (but on
 * a software device, which would take minutes).
 *
 * @param backend Its name in `BACKENDS`.
 * @param options How it is opened and timed.
 * @returns What was found. A backend that fails in any way is one that does not work; nothing is
 * thrown.
 *
 * @example
 * ```ts
 * import { probe } from "./probe.ts";
 * console.log(await probe("cpu")); // { backend: "cpu", works: true, device: ..., milliseconds: ... }
 * ```
 */
export async function probe(backend: string, options: ProbeOptions = {}): Promise<Finding> {
  const { open = BACKENDS[backend]?.open, time = timeTypicalStep } = options;
  try {
    if (!open) throw new TypeError(`There is no backend ${backend}`);
    const engine = await open();
    await checkKnownAnswer(engine);
    const { device, software } = engine;
    const milliseconds = software ? undefined : await time(engine);
    return { backend, works: true, device, software, milliseconds };
  } catch (error) {
    return { backend, works: false, problem: sentence(error) };
  }
}

/** One line: the libraries' own messages have several. */
function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/[\p{Cc}\s]+/gu, " ").trim();
}
