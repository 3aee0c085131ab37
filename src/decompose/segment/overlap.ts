/**
 * How much of two masks is common: the intersection's share of the union (IoU, Jaccard 1901).
 *
 * @param a Above 1/2 where it is set.
 * @param b As many values.
 * @returns 0 to 1; 0 if both are empty.
 */
export function overlap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [both, either] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const [inA, inB] = [(a[i] as number) > 0.5, (b[i] as number) > 0.5];
    if (inA && inB) both++;
    if (inA || inB) either++;
  }
  return either === 0 ? 0 : both / either;
}
