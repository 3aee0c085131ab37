import { UserError } from "./errors.ts";

/** An error, so that it can be sent: a copy of an error loses its class. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  /** Of a UserError. */
  readonly exitCode?: 1 | 2;
}

/**
 * Takes an error apart.
 *
 * @param error What was thrown.
 * @returns What can be sent of it.
 */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message, stack } = error;
  return error instanceof UserError
    ? { name, message, stack, exitCode: error.exitCode }
    : { name, message, stack };
}

/**
 * Makes the error again.
 *
 * @param failure Of {@linkcode failureOf}.
 * @returns An error of the same class, if it is one that callers tell apart.
 */
export function errorOf({ name, message, stack, exitCode }: Failure): Error {
  if (exitCode) return new UserError(message, { usage: exitCode === 2 });
  if (name === "AbortError") return new DOMException(message, name);
  return Object.assign(new Error(message), { name, stack });
}
