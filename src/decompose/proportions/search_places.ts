/** Farthest that layers are searched beyond the photos, in units of the photos' distance. */
const FARTHEST = 32;
/** Places on the first grid, on either side. */
const PLACES = 33;
/** Each finer grid has this many places, within one step of the one before to either side. */
const FINER = 9;
const ZOOMS = 3;

/**
 * Finds where on the line through two photos, at 0 and at 1, their layers are: the least of
 * cost(u) + cost(v) - log(v - u) for u <= 0 and v >= 1. The cost is a sum, so every pair of places is
 * compared at the price of evaluating it once a place.
 *
 * @param cost How little the picture at a place looks like a layer, in nats.
 * @returns u and v; undefined if one of them is as far out as is searched, so that there is no least.
 */
export function searchPlaces(
  cost: (place: number) => number,
): readonly [number, number] | undefined {
  const reach = Array.from(
    { length: PLACES },
    (_, k) => Math.expm1(k / (PLACES - 1) * Math.log1p(FARTHEST)),
  );
  let grid: Grid = [reach.map((v) => -v), reach.map((v) => 1 + v)];
  let best = leastOf(grid, cost);
  if (best.includes(PLACES - 1)) return undefined;
  for (let zoom = 0; zoom < ZOOMS; zoom++) {
    grid = [finer(grid[0], best[0]), finer(grid[1], best[1])];
    best = leastOf(grid, cost);
  }
  return [grid[0][best[0]]!, grid[1][best[1]]!];
}

/** Places for u and for v, outwards. */
type Grid = readonly [number[], number[]];

function leastOf([lower, upper]: Grid, cost: (place: number) => number): [number, number] {
  const [below, above] = [lower.map(cost), upper.map(cost)];
  let [best, least]: [[number, number], number] = [[0, 0], Infinity];
  lower.forEach((u, i) =>
    upper.forEach((v, j) => {
      const value = below[i]! + above[j]! - Math.log(v - u);
      if (value < least) [best, least] = [[i, j], value];
    })
  );
  return best;
}

function finer(places: readonly number[], index: number): number[] {
  const from = places[Math.max(0, index - 1)]!;
  const to = places[Math.min(places.length - 1, index + 1)]!;
  return Array.from({ length: FINER }, (_, k) => from + (to - from) * k / (FINER - 1));
}
