/** One of the eight ways to lay a square: 0 as it is, bit 0 mirrored, bit 1 upside down, bit 2 transposed. */
export type Orientation = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/**
 * Lists the orientations that keep a picture's shape.
 *
 * @param height Rows.
 * @param width Columns.
 * @returns All eight of a square, the four without transposition of an oblong.
 */
export function orientationsOf(height: number, width: number): readonly Orientation[] {
  return height === width ? [0, 1, 2, 3, 4, 5, 6, 7] : [0, 1, 2, 3];
}

/**
 * Turns and mirrors a picture.
 *
 * @param data [c,h,w].
 * @param shape Its extents.
 * @param orientation How; transposition only of squares.
 * @returns The picture laid anew; `data` itself if nothing changes.
 */
export function orient(
  data: Float32Array,
  shape: readonly [number, number, number],
  orientation: Orientation,
): Float32Array {
  if (orientation === 0) return data;
  const [channels, height, width] = shape;
  const [mirror, flip, swap] = [orientation & 1, orientation & 2, orientation & 4];
  const [down, right] = swap ? [1, width] : [width, 1];
  const result = new Float32Array(data.length);
  let at = 0;
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < height; y++) {
      const row = c * height * width + (flip ? height - 1 - y : y) * down;
      for (let x = 0; x < width; x++) {
        result[at++] = data[row + (mirror ? width - 1 - x : x) * right] as number;
      }
    }
  }
  return result;
}
