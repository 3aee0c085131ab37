import { UserError } from "../errors.ts";
import type { Border } from "../image/border.ts";
import { numbers } from "./number_lists.ts";

/**
 * Reads what `--border` says.
 *
 * @param text As the user wrote it; undefined if they did not.
 * @returns Pixels on each side of `L,T,R,B`; any other text as it is.
 * @throws {UserError} If it is a list, but not of four numbers.
 */
export function borderFrom(text: string | undefined): string | Border | undefined {
  if (text === undefined || !/\d/.test(text)) return text;
  const [left, top, right, bottom, ...more] = numbers("--border", text, ",");
  if (
    left === undefined || top === undefined || right === undefined || bottom === undefined ||
    more.length > 0
  ) {
    throw new UserError(
      "--border must be auto, none, or the pixels on the left, top, right and bottom, such as " +
        `16,22,18,22, not "${text}"`,
      { usage: true },
    );
  }
  return { left, top, right, bottom };
}
