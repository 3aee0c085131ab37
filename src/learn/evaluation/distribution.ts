/** How the values of a metric are spread. */
export interface Distribution {
  /** Their sum, divided by how many there are. */
  readonly mean: number;
  /** Half of the values are below. */
  readonly median: number;
  /** A quarter of the values are below. */
  readonly q1: number;
  /** A quarter of the values are above. */
  readonly q3: number;
}

/**
 * Describes how values are spread; between two values, quantiles are interpolated.
 *
 * @param values One or more.
 * @returns Mean, median and quartiles.
 */
export function distributionOf(values: readonly number[]): Distribution {
  const sorted = values.toSorted((a, b) => a - b);
  const quantile = (share: number) => {
    const place = share * (sorted.length - 1);
    const [below, above] = [Math.floor(place), Math.ceil(place)].map((i) => sorted[i] ?? NaN) as [
      number,
      number,
    ];
    // Two infinities have no number between them.
    return below === above ? below : below + (above - below) * (place - Math.floor(place));
  };
  return {
    mean: values.reduce((sum, v) => sum + v, 0) / values.length,
    median: quantile(0.5),
    q1: quantile(0.25),
    q3: quantile(0.75),
  };
}
