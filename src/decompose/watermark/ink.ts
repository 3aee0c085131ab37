/**
 * One flat colour of a mark, as what it does to a photo: I = keep J + add. Of opacity o and colour c
 * it keeps 1 - o, and adds o c.
 */
export interface Ink {
  /** Share of the clean photo that shows through, 0 to 1. */
  readonly keep: number;
  /** What is added to red, green and blue. */
  readonly add: readonly [number, number, number];
}

/** No mark. */
export const BARE: Ink = { keep: 1, add: [0, 0, 0] };

/**
 * The colour of an ink.
 *
 * @param ink Not {@linkcode BARE}, which has none.
 * @returns Red, green and blue.
 */
export function colourOf({ keep, add: [r, g, b] }: Ink): readonly [number, number, number] {
  return [r / (1 - keep), g / (1 - keep), b / (1 - keep)];
}
