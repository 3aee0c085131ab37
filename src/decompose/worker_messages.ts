import { UserError } from "../errors.ts";
import type { Picture } from "../image/picture.ts";
import type { Layers, Progress, SplitOptions, SplitResult } from "./types.ts";

// Who calls split() and the worker that computes take turns: after each step the worker tells how far
// it is and waits for `go`, so that a preview or a stop is about just that step.

/** The options that can be sent; the others are functions and signals. */
export type SentOptions = Omit<SplitOptions, "signal" | "onProgress" | "onNotice">;

/** To the worker. */
export type Order =
  | {
    readonly type: "begin";
    readonly source: string | Uint8Array | Picture;
    readonly options: SentOptions;
  }
  | { readonly type: "preview" }
  | { readonly type: "go" }
  | { readonly type: "stop" };

/** From the worker. */
export type Answer =
  | { readonly type: "progress"; readonly progress: Omit<Progress, "preview"> }
  | { readonly type: "notice"; readonly notice: string }
  | { readonly type: "preview"; readonly layers: Layers }
  | { readonly type: "done"; readonly result: SplitResult }
  | { readonly type: "failed"; readonly failure: Failure };

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
