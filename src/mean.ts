/**
 * The mean of some numbers.
 *
 * @param values One or more.
 * @returns Their mean; NaN if there is none.
 */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
