import type { Engine } from "./engine.ts";

/**
 * Tells a user that an engine cannot do something.
 *
 * @param engine Which.
 * @param what Such as `do this fit`.
 * @param error What it threw.
 * @returns The sentence.
 */
export function cannot({ name }: Engine, what: string, error: unknown): string {
  return `The ${name} engine cannot ${what}: ${firstLine(error)}`;
}

/** What an error says first: engines add where it was in their own source, over many lines. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n", 1)[0] ?? "";
}
