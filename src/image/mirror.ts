/**
 * Finds the pixel that a mirrored line of pixels shows at a place.
 *
 * @param place Any whole number; 0 to `length` - 1 is the line itself.
 * @param length Pixels in the line, 1 or more.
 * @returns The index of the pixel, 0 to `length` - 1.
 */
export function mirror(place: number, length: number): number {
  const period = Math.max(1, 2 * (length - 1));
  const at = ((place % period) + period) % period;
  return Math.min(at, period - at);
}
