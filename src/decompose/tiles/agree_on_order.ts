import { Random } from "../../random.ts";

/** How far two things agree as they are: above 0 for as they are, below 0 for the other way round. */
export interface Link {
  /** The one, from 0. */
  readonly a: number;
  /** The other. */
  readonly b: number;
  /** How much speaks for it. */
  readonly weight: number;
}

/** Random beginnings, beside the spectral one. */
const STARTS = 12;
/** Steps of the power iteration. */
const ITERATIONS = 300;

/**
 * Decides for all things at once which to turn round: signs s that maximise the sum of weight s(a) s(b)
 * over all links, the ground state of an Ising model. It is found by variable-depth search (Kernighan
 * and Lin 1970, of cuts: here turning is moving to the other side) from the signs of the leading
 * eigenvector and from random ones; the best is kept.
 *
 * @param count How many things there are.
 * @param links Between any two of them, once each.
 * @returns 1 or -1 of each, the last one's 1.
 */
export function agreeOnOrder(count: number, links: readonly Link[]): readonly number[] {
  const neighbours = neighboursOf(count, links);
  const random = new Random(0, "order");
  const starts = [
    leading(count, links),
    ...Array.from(
      { length: STARTS },
      () => Float64Array.from({ length: count }, () => random.uniform() - 0.5),
    ),
  ];
  let [best, most]: [number[], number] = [[], -Infinity];
  for (const start of starts) {
    const signs = Array.from(start, (v) => v < 0 ? -1 : 1);
    while (turnSome(signs, neighbours));
    const value = links.reduce((sum, { a, b, weight }) => sum + weight * signs[a]! * signs[b]!, 0);
    if (value > most) [best, most] = [signs, value];
  }
  return best.map((sign) => sign * best[count - 1]!);
}

type Neighbours = readonly (readonly { readonly to: number; readonly weight: number }[])[];

function neighboursOf(count: number, links: readonly Link[]): Neighbours {
  const lists = Array.from({ length: count }, () => [] as { to: number; weight: number }[]);
  for (const { a, b, weight } of links) {
    lists[a]!.push({ to: b, weight });
    lists[b]!.push({ to: a, weight });
  }
  return lists;
}

/**
 * Turns each thing once, always the one that gains most or loses least, and takes back all turns after
 * the best moment. So whole regions turn, though each of their members alone would lose.
 *
 * @returns Whether anything was gained.
 */
function turnSome(signs: number[], neighbours: Neighbours): boolean {
  const tried = [...signs];
  const gains = tried.map((sign, i) =>
    neighbours[i]!.reduce((sum, { to, weight }) => sum - 2 * weight * sign * tried[to]!, 0)
  );
  const left = new Set(tried.keys());
  // Below this a gain is no more than rounding, and could be had for ever.
  const least = 1e-9 * gains.reduce((sum, gain) => sum + Math.abs(gain), 0);
  const turned: number[] = [];
  let [sum, most, length] = [0, least, 0];
  while (left.size > 0) {
    let [best, gain] = [-1, -Infinity];
    for (const i of left) if (gains[i]! > gain) [best, gain] = [i, gains[i]!];
    left.delete(best);
    turned.push(best);
    sum += gain;
    if (sum > most) [most, length] = [sum, turned.length];
    for (const { to, weight } of neighbours[best]!) {
      gains[to]! += 4 * weight * tried[best]! * tried[to]!;
    }
    tried[best]! *= -1;
  }
  for (const i of turned.slice(0, length)) signs[i]! *= -1;
  return length > 0;
}

/** The eigenvector of the largest eigenvalue, by power iteration. */
function leading(count: number, links: readonly Link[]): Float64Array {
  const sizes = new Float64Array(count);
  for (const { a, b, weight } of links) {
    sizes[a]! += Math.abs(weight);
    sizes[b]! += Math.abs(weight);
  }
  // Rows then have no eigenvalue below 0, and the largest is also that of the largest size.
  const shift = Math.max(...sizes) || 1;
  const random = new Random(0, "eigenvector");
  let vector = Float64Array.from({ length: count }, () => random.normal());
  for (let i = 0; i < ITERATIONS; i++) {
    const next = vector.map((v) => v * shift);
    for (const { a, b, weight } of links) {
      next[a]! += weight * vector[b]!;
      next[b]! += weight * vector[a]!;
    }
    const norm = Math.hypot(...next);
    vector = next.map((v) => v / norm);
  }
  return vector;
}
