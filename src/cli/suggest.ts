import { closest, distance } from "npm:fastest-levenshtein@1.0.16";

/**
 * Finds what was probably meant by a mistyped name.
 *
 * @param name As it was typed.
 * @param known The names there are.
 * @returns The nearest one, or undefined if none is near: at most half of the letters are wrong.
 *
 * @example
 * ```ts
 * import { suggest } from "./suggest.ts";
 * console.log(suggest("stpes", ["size", "steps"])); // steps
 * ```
 */
export function suggest(name: string, known: readonly string[]): string | undefined {
  const nearest = closest(name, known);
  return known.find((candidate) => name.length > 1 && candidate.startsWith(name)) ??
    (distance(name, nearest) <= Math.max(1, Math.floor(name.length / 2)) ? nearest : undefined);
}
