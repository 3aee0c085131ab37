import { oneOf } from "../check_option.ts";
import { UserError } from "../errors.ts";
import type { Border } from "../image/border.ts";

/** What can be said of a border without giving it. */
export const BORDERS = ["auto", "none"] as const;

/** A photo's border: to be found, not there, or given. */
export type BorderOption = typeof BORDERS[number] | Border;

/**
 * Checks what a caller says of the border.
 *
 * @param border `auto`, `none`, or pixels on each side.
 * @returns The same.
 * @throws {UserError} If it is none of these.
 */
export function checkBorder(border: string | Border): BorderOption {
  if (typeof border === "string") return oneOf("border", border, BORDERS);
  const { left, top, right, bottom } = border;
  const sides = [left, top, right, bottom];
  if (sides.every((side) => Number.isSafeInteger(side) && side >= 0)) {
    return { left, top, right, bottom };
  }
  throw new UserError(
    "The border must be auto, none, or whole numbers of pixels of at least 0 for left, top, right " +
      `and bottom, not ${sides.join(",")}`,
    { usage: true },
  );
}
