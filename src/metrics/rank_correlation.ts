/**
 * Spearman's rank correlation: the correlation of the ranks, where equal values share the mean of
 * their ranks.
 *
 * @param a Two numbers or more, none of them NaN.
 * @param b As many.
 * @returns -1 (one falls as the other rises) to 1; NaN if all values of a list are equal.
 * @throws {RangeError} If their lengths differ or are below 2.
 */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length || a.length < 2) {
    throw new RangeError(`Cannot correlate the ranks of ${a.length} and ${b.length} values`);
  }
  const middle = (a.length + 1) / 2;
  const [x, y] = [ranks(a), ranks(b)].map((list) => list.map((rank) => rank - middle)) as [
    number[],
    number[],
  ];
  const product = (p: number[], q: number[]) => p.reduce((sum, v, i) => sum + v * (q[i] ?? 0), 0);
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

/** From 1 for the least. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const result = new Array<number>(values.length);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (order[end + 1]?.value === order[start]?.value) end++;
    for (let i = start; i <= end; i++) {
      result[order[i]?.index as number] = (start + end) / 2 + 1;
    }
    start = end + 1;
  }
  return result;
}
