/**
 * A mistake that its user can mend: a missing file, an option out of range, a file that is not a
 * picture. The command line prints its message alone, on one line, without a stack trace.
 *
 * @example
 * ```ts
 * import { UserError } from "./errors.ts";
 * const error = new UserError("Cannot read photo.jpg: no such file");
 * console.log(error.exitCode); // 1
 * ```
 */
export class UserError extends Error {
  /** Tells it from other errors where classes get lost, as between threads. */
  override readonly name = "UserError";
  /** What the process ends with: 2 for wrong usage, 1 for the rest. */
  readonly exitCode: 1 | 2;

  /**
   * Makes the error.
   *
   * @param message One sentence: what is wrong, with the value, and what to do.
   * @param options `usage`: whether the call itself was wrong; `cause`: the error beneath.
   */
  constructor(message: string, options: { usage?: boolean; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.exitCode = options.usage ? 2 : 1;
  }
}

/** What a fit throws that is stopped before there is anything to show. */
export function stoppedEarly(): DOMException {
  return new DOMException("The fit was stopped before its first step", "AbortError");
}

/**
 * Tells whether an error is that of something stopped by its signal.
 *
 * @param error What was thrown.
 */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
