/** The vertical axis of a chart: where a value lies between its ends, and which values are marked. */
export interface Axis {
  /** 0 at the low end, 1 at the high one; null for what the axis does not show. */
  readonly place: (value: number) => number | null;
  /** The marked values. */
  readonly marks: readonly number[];
}

/** How values lie on an axis. */
export type Scale = "log" | "linear";

/**
 * Makes an axis that encloses some values.
 *
 * @param values What it is to show; a logarithmic axis shows those above zero.
 * @param scale How they lie on it.
 * @returns The axis, from one round number to another.
 */
export function axisOf(values: readonly number[], scale: Scale): Axis {
  return scale === "log" ? logAxis(values) : linearAxis(values);
}

/**
 * Picks round numbers.
 *
 * @param first Where they begin.
 * @param last Where they end.
 * @param most How many intervals there are, about.
 * @param least The least distance between them.
 * @returns Multiples of 1, 2 or 5 times a power of ten, from `first` to `last`.
 */
export function roundNumbers(first: number, last: number, most: number, least = 0): number[] {
  if (first === last) return [first];
  const rough = (last - first) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const apart = Math.max(least, power * ([1, 2, 5].find((m) => m * power >= rough) ?? 10));
  const begin = Math.ceil(first / apart);
  const count = Math.floor(last / apart) - begin + 1;
  // By division where it can be: 3 * 0.1 is not 0.3.
  const value = (i: number) => apart < 1 ? i / Math.round(1 / apart) : i * apart;
  return Array.from({ length: count }, (_, i) => value(begin + i));
}

function logAxis(values: readonly number[]): Axis {
  const logs = values.filter((value) => value > 0).map(Math.log10);
  const [least, most] = ends(logs.length > 0 ? logs : [0]);
  const low = Math.floor(least);
  const high = Math.max(low + 1, Math.ceil(most));
  const every = Math.ceil((high - low + 1) / 10);
  const powers = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  return {
    place: (value) => value > 0 ? (Math.log10(value) - low) / (high - low) : null,
    marks: powers.filter((power) => (high - power) % every === 0)
      .map((power) => Number(`1e${power}`)),
  };
}

function linearAxis(values: readonly number[]): Axis {
  const finite = values.filter(Number.isFinite);
  const [least, most] = ends(finite.length > 0 ? finite : [0]);
  // Enough to tell the ends apart, however large they are.
  const size = Math.max(1, Math.abs(least), Math.abs(most));
  const room = Math.max((most - least) / 20, 1e-3 * size);
  const [low, high] = [least - room, most + room];
  return {
    place: (value) => Number.isFinite(value) ? (value - low) / (high - low) : null,
    marks: roundNumbers(low, high, 8),
  };
}

function ends(values: readonly number[]): readonly [number, number] {
  return values.reduce<readonly [number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}
