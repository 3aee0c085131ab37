import type { Progress } from "../decompose/types.ts";
import { duration } from "./duration.ts";
import { environment } from "./environment.ts";

/** Something that is done in steps. */
interface Counted {
  /** Steps done. */
  readonly step: number;
  /** Steps in all. */
  readonly steps: number;
}

/** Shows where something stands, on standard error. */
export interface ProgressDisplay<P extends Counted> {
  /** Shows a step, unless the last one is only just shown. */
  readonly show: (progress: P) => void;
  /** Prints a line of its own. */
  readonly say: (line: string) => void;
}

/** Milliseconds between two pictures of the bar. */
const REDRAW = 100;
/** Milliseconds between two plain lines. */
const PLAIN = 10_000;
const BAR = 24;

/**
 * Chooses how to show progress: a bar that redraws itself on a terminal; elsewhere plain lines, every
 * ten seconds and at both ends; nothing when quiet.
 *
 * @param quiet Whether nothing is to be shown.
 * @param text Writes where it stands.
 * @returns The display.
 */
export function progressDisplay<P extends Counted>(
  quiet: boolean,
  text: (progress: P) => string,
): ProgressDisplay<P> {
  if (quiet) return { show: () => {}, say: () => {} };
  if (Deno.stderr.isTerminal() && environment("TERM") !== "dumb") {
    return terminalBar(
      (text) => Deno.stderr.writeSync(new TextEncoder().encode(text)),
      () => Deno.consoleSize().columns,
      text,
    );
  }
  const due = every(PLAIN);
  return {
    show: (progress) => {
      if (due(progress)) console.error(text(progress));
    },
    say: (line) => console.error(line),
  };
}

/**
 * Writes where a fit stands.
 *
 * @param progress Its progress.
 * @returns Such as `step 120 of 600, loss 0.0312, 2.4 steps/s, 3 min 20 s left`.
 */
export function progressText(
  { step, steps, losses, stepsPerSecond, secondsLeft }: Omit<Progress, "preview" | "seconds">,
): string {
  const speed = stepsPerSecond < 10 ? stepsPerSecond.toPrecision(2) : stepsPerSecond.toFixed();
  return [
    `step ${String(step).padStart(String(steps).length)} of ${steps}`,
    `loss ${losses.total?.toPrecision(3)}`,
    `${speed} steps/s`,
    `${duration(secondsLeft)} left`,
  ].join(", ");
}

/**
 * Makes a bar that redraws itself on one line.
 *
 * @param write Writes to the terminal.
 * @param columns Tells how wide the terminal is.
 * @param text Writes where it stands.
 * @returns The display.
 */
export function terminalBar<P extends Counted>(
  write: (text: string) => void,
  columns: () => number,
  text: (progress: P) => string,
): ProgressDisplay<P> {
  const due = every(REDRAW);
  const erase = "\r\x1b[K";
  return {
    show: (progress) => {
      if (!due(progress)) return;
      const done = Math.floor(BAR * progress.step / progress.steps);
      const line = `[${"=".repeat(done)}${" ".repeat(BAR - done)}] ${text(progress)}`;
      const last = progress.step === progress.steps;
      // One column stays free: a full line would wrap, and each redraw begin a new one.
      write(erase + line.slice(0, (columns() || 80) - 1) + (last ? "\n" : ""));
    },
    say: (line) => write(`${erase}${line}\n`),
  };
}

/** Tells whether a step is to be shown: the first, the last, and then one an interval. */
function every(milliseconds: number): (progress: Counted) => boolean {
  let shown = -Infinity;
  return ({ step, steps }) => {
    if (step < steps && performance.now() - shown < milliseconds) return false;
    shown = performance.now();
    return true;
  };
}
