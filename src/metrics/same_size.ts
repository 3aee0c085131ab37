import type { Picture } from "../image/picture.ts";

/**
 * Checks that two pictures can be compared.
 *
 * @param a [c,h,w].
 * @param b [c,h,w].
 * @throws {RangeError} If their shapes differ.
 */
export function expectSameSize(a: Picture, b: Picture): void {
  const [shape, other] = [a, b].map((p) => [p.channels, p.height, p.width].join("x"));
  if (shape !== other) {
    throw new RangeError(`Cannot compare pictures of different sizes: ${shape} and ${other}`);
  }
}
