import type { Area } from "./pad_picture.ts";

/** What frames a picture, such as the paper of a print: pixels of it on each side. */
export interface Border {
  /** Columns at the left. */
  readonly left: number;
  /** Rows at the top. */
  readonly top: number;
  /** Columns at the right. */
  readonly right: number;
  /** Rows at the bottom. */
  readonly bottom: number;
}

/** No border. */
export const NO_BORDER: Border = { left: 0, top: 0, right: 0, bottom: 0 };

/**
 * Tells whether there is any.
 *
 * @param border A picture's border.
 */
export function hasBorder({ left, top, right, bottom }: Border): boolean {
  return left > 0 || top > 0 || right > 0 || bottom > 0;
}

/**
 * Finds what is inside of a border.
 *
 * @param size The whole picture's, in pixels.
 * @param border Its border.
 * @returns The inside; of no size, or less, if all is border.
 */
export function areaWithin(
  { width, height }: Pick<Area, "width" | "height">,
  { left, top, right, bottom }: Border,
): Area {
  return { left, top, width: width - left - right, height: height - top - bottom };
}

/**
 * Finds the border of a smaller copy.
 *
 * @param border That of the picture.
 * @param scale How large the copy is, of 1.
 */
export function scaleBorder({ left, top, right, bottom }: Border, scale: number): Border {
  const scaled = (side: number) => Math.round(side * scale);
  return {
    left: scaled(left),
    top: scaled(top),
    right: scaled(right),
    bottom: scaled(bottom),
  };
}
