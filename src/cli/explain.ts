import { environment } from "./environment.ts";
import { UserError } from "../errors.ts";

/** What is said about a failure, and what the process ends with. */
export interface Explanation {
  readonly line: string;
  readonly exitCode: number;
  /** Whether the user could not have avoided it. */
  readonly defect: boolean;
}

/** What Deno says of a permission that is lacking, wherever it was noticed. */
const LACKING = /Requires \w+ access to .*?, run again with the --allow-\w+ flag/;

/**
 * Explains a failure to the user of the command line.
 *
 * @param error What was thrown.
 * @returns One line without control characters, and the exit code: 2 for wrong usage, else 1.
 */
export function explain(error: unknown): Explanation {
  const given = error instanceof Error ? error.message : String(error);
  const user = error instanceof UserError;
  // A library or a worker that was not permitted something wraps that in words of its own.
  const lacking = user ? undefined : LACKING.exec(given)?.[0];
  const message = lacking ?? given;
  const defect = !user && lacking === undefined;
  const report = "; this is a defect of unblend: please report it with what UNBLEND_DEBUG=1 prints";
  return {
    line: oneLine(`unblend: ${message}${defect ? report : ""}`),
    exitCode: user ? error.exitCode : 1,
    defect,
  };
}

/**
 * Tells of a failure on standard error.
 *
 * @param error What was thrown.
 * @param about What failed, where that is one of many: it is named, unless the error names it.
 * @returns The exit code.
 */
export function tellFailure(error: unknown, about = ""): number {
  const { line, exitCode, defect } = explain(error);
  console.error(line.includes(about) ? line : oneLine(`${line} (${about})`));
  if (defect && environment("UNBLEND_DEBUG")) console.error(error);
  return exitCode;
}

/**
 * Takes out of a text what could do something to a terminal: a file's name can hold anything, a line
 * break or a control sequence among it.
 *
 * @param text Any.
 */
export function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
