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

/** Times that a region is turned to see whether the search then ends at something better. */
const TRIALS = 40;

/**
 * Decides for all things at once which to turn round: signs s that maximise the sum of weight s(a) s(b)
 * over all links, the ground state of an Ising model. It is found by variable-depth search (Kernighan
 * and Lin 1970, of cuts: here turning is moving to the other side) from the signs that contraction of
 * the strongest links yields, and again from the best with a random region turned.
 *
 * @param count How many things there are.
 * @param links Between any two of them, once each.
 * @returns 1 or -1 of each, the last one's 1.
 */
export function agreeOnOrder(count: number, links: readonly Link[]): readonly number[] {
  const neighbours = neighboursOf(count, links);
  const random = new Random(0, "order");
  const search = (signs: number[]) => {
    while (turnSome(signs, neighbours));
    const value = links.reduce((sum, { a, b, weight }) => sum + weight * signs[a]! * signs[b]!, 0);
    return { signs, value };
  };
  let best = search(contracted(neighbours));
  for (let trial = 0; trial < TRIALS; trial++) {
    const signs = [...best.signs];
    for (const i of region(neighbours, random)) signs[i]! *= -1;
    const found = search(signs);
    if (found.value > best.value) best = found;
  }
  return best.signs.map((sign) => sign * best.signs[count - 1]!);
}

/** Things around a random one, as many as chance has it, by way of their links. */
function region(neighbours: Neighbours, random: Random): ReadonlySet<number> {
  const reached = new Set([random.integer(neighbours.length)]);
  const size = Math.ceil(neighbours.length ** random.uniform());
  for (const i of reached) {
    for (const { to } of neighbours[i]!) if (reached.size < size) reached.add(to);
  }
  return reached;
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

/**
 * Joins the two groups between which most speaks for one order or the other, summed over all their
 * links, and again, until no links are left between groups (greedy additive contraction, Keuper et al.
 * 2015): strong evidence decides first, and weak evidence adds up before it counts.
 */
function contracted(neighbours: Neighbours): number[] {
  const signs = neighbours.map(() => 1);
  const members = Array.from(neighbours, (_, i) => [i]);
  const groups = new Map(neighbours.map((list, i) => {
    const sums = new Map<number, number>();
    for (const { to, weight } of list) sums.set(to, weight + (sums.get(to) ?? 0));
    return [i, sums];
  }));
  for (;;) {
    let [one, other, most] = [-1, -1, 0];
    for (const [a, sums] of groups) {
      for (const [b, weight] of sums) {
        if (a < b && Math.abs(weight) > Math.abs(most)) [one, other, most] = [a, b, weight];
      }
    }
    if (most === 0) return signs;
    const turn = Math.sign(most);
    for (const i of members[other]!) signs[i]! *= turn;
    members[one]!.push(...members[other]!);
    const [kept, gone] = [groups.get(one)!, groups.get(other)!];
    groups.delete(other);
    for (const [to, weight] of gone) {
      const back = groups.get(to)!;
      back?.delete(other);
      if (to === one) continue;
      const sum = turn * weight + (kept.get(to) ?? 0);
      kept.set(to, sum);
      back.set(one, sum);
    }
  }
}
