import { UserError } from "../errors.ts";
import type { Picture } from "../image/picture.ts";

/** A photo: a path, an encoded picture's bytes, or pixels, [3,h,w] or [1,h,w] in [0, 1]. */
export type SplitSource = string | Uint8Array | Picture;

/** One photo, or several of the same. */
export type SplitSources = SplitSource | readonly SplitSource[];

/**
 * Makes a list of what may be one photo or several.
 *
 * @param source One or several.
 * @returns At least one.
 * @throws {UserError} If there is none.
 */
export function sourcesOf(source: SplitSources): readonly [SplitSource, ...SplitSource[]] {
  const [first, ...others] = isList(source) ? source : [source];
  if (first === undefined) throw new UserError("There is no photo: give at least one");
  return [first, ...others];
}

function isList(source: SplitSources): source is readonly SplitSource[] {
  return Array.isArray(source);
}
