import { inRange } from "../../check_option.ts";
import { UserError } from "../../errors.ts";

// Apart from the methods themselves: the command line's help lists them without the engine.

/** What can be compared. */
export const METHOD_NAMES = ["copy", "unet", "fit", "unet+fit"] as const;
export type MethodName = typeof METHOD_NAMES[number];

/** How many pairs can be asked for, both ends included. */
export const LIMIT_RANGE = [1, 1_000_000] as const;

/**
 * Checks the names of methods.
 *
 * @param names As the caller gave them; all methods by default.
 * @returns Each name once.
 * @throws {UserError} If there is no such method, or none is named.
 */
export function checkMethods(names: readonly string[] = METHOD_NAMES): readonly MethodName[] {
  const known = new Set<string>(METHOD_NAMES);
  const wrong = names.find((name) => !known.has(name));
  if (wrong === undefined && names.length > 0) return [...new Set(names as MethodName[])];
  throw new UserError(
    `There is no method "${wrong ?? ""}": choose of ${METHOD_NAMES.join(", ")}`,
    { usage: true },
  );
}

/**
 * Checks how many pairs are taken at most.
 *
 * @param limit As the caller gave it.
 * @returns The number; without one, infinity.
 * @throws {UserError} If it is out of range.
 */
export function checkLimit(limit: number | undefined): number {
  return limit === undefined ? Infinity : inRange("limit", limit, LIMIT_RANGE);
}
