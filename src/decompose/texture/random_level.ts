/**
 * Finds how strong a random texture is at each frequency of a window: the median over all windows and
 * all directions of that wavelength, which the few frequencies of lines and repetitions do not move.
 * Powers of a random texture are exponentially distributed, so their mean is the median / log 2.
 *
 * @param powers Of each window, [size,size].
 * @param size Pixels a side of a window.
 * @returns The mean power, [size,size].
 */
export function randomLevel(powers: readonly Float32Array[], size: number): Float32Array {
  const frequency = (i: number) => i < size / 2 ? i : i - size;
  const ring = Uint32Array.from(
    { length: size * size },
    (_, i) => Math.round(Math.hypot(frequency(i % size), frequency(Math.floor(i / size)))),
  );
  const members: number[][] = [];
  ring.forEach((r, i) => (members[r] ??= []).push(i));
  const levels = members.map((places) => {
    const values = new Float32Array(places.length * powers.length);
    powers.forEach((power, k) =>
      places.forEach((i, j) => values[k * places.length + j] = power[i] as number)
    );
    return median(values) / Math.LN2;
  });
  return Float32Array.from(ring, (r) => levels[r] as number);
}

function median(values: Float32Array): number {
  const sorted = values.toSorted();
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [Math.floor(middle), Math.ceil(middle)];
  return ((sorted[low] as number) + (sorted[high] as number)) / 2;
}
