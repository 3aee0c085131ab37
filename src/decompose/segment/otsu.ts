const BINS = 256;

/**
 * The threshold that divides values in two groups that differ most (Otsu 1979).
 *
 * @param values In [0, 1].
 * @returns A threshold in [0, 1]; the upper group is above it. 0 if all values are alike.
 */
export function otsuThreshold(values: Float32Array): number {
  const histogram = new Float64Array(BINS);
  for (const v of values) histogram[Math.min(BINS - 1, Math.floor(v * BINS))]! += 1;
  const all = histogram.reduce((sum, count, k) => sum + k * count, 0);
  let [below, sum, most, threshold] = [0, 0, 0, 0];
  for (let k = 0; k < BINS - 1; k++) {
    below += histogram[k] as number;
    sum += k * (histogram[k] as number);
    const above = values.length - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (sum / below - (all - sum) / above) ** 2;
    if (between > most) [most, threshold] = [between, (k + 1) / BINS];
  }
  return threshold;
}
