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
    // A file's name can hold anything, a line break or a terminal's control sequence among it.
    line: `unblend: ${message}${defect ? report : ""}`.replace(/\p{Cc}+/gu, " "),
    exitCode: user ? error.exitCode : 1,
    defect,
  };
}
