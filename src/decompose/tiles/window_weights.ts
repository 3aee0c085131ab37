/** How much a window counts along one axis, among all that are there; all of them together count 1. */
export interface LineWeights {
  /** At each of its pixels. */
  readonly pixels: Float64Array;
  /** At each gap between two of its pixels, where differences are. */
  readonly gaps: Float64Array;
}

/**
 * Weighs windows along one axis: half a sine, squared, from edge to edge of each, divided by their sum.
 * So none begins or ends abruptly, but at the photo's own border.
 *
 * @param starts Where the windows begin, in pixels.
 * @param side Pixels of each.
 * @returns The weights of each.
 */
export function windowWeights(starts: readonly number[], side: number): readonly LineWeights[] {
  const hill = (count: number) =>
    Float64Array.from({ length: count }, (_, i) => Math.sin(Math.PI * (i + 0.5) / count) ** 2);
  const [pixels, gaps] = [shares(starts, hill(side)), shares(starts, hill(side - 1))];
  return starts.map((_, i) => ({
    pixels: pixels[i] as Float64Array,
    gaps: gaps[i] as Float64Array,
  }));
}

function shares(starts: readonly number[], hill: Float64Array): readonly Float64Array[] {
  const sums = new Map<number, number>();
  for (const start of starts) {
    hill.forEach((v, i) => sums.set(start + i, v + (sums.get(start + i) ?? 0)));
  }
  return starts.map((start) => hill.map((v, i) => v / (sums.get(start + i) as number)));
}
