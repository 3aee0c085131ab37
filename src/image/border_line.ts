/** Where a border ends on one side of a picture: a straight line, nearly along that side. */
export interface BorderLine {
  /** Depth of the line at the first place, in pixels from the side. */
  readonly start: number;
  /** Depth at the last place. */
  readonly end: number;
  /** Which places have a point on it. */
  readonly on: readonly boolean[];
}

/** Slope of the line at most: a print that was laid on a scanner by hand is askew by a degree or two. */
const STEEPEST = Math.tan(2.5 * Math.PI / 180);

/**
 * Finds the straight line that most of the given points are on: each is tried (a Hough transform, Duda
 * and Hart 1972), then the best is laid through its points by least squares.
 *
 * @param points Depths in pixels, any number of them at each of the places, which are evenly along the
 * side.
 * @param length From the first place to the last, in pixels.
 * @param bin Depths that differ by as much may be of one line, in pixels.
 * @returns The line; undefined without points.
 */
export function borderLine(
  points: readonly (readonly number[])[],
  length: number,
  bin: number,
): BorderLine | undefined {
  const along = (place: number) => place / (points.length - 1) - 0.5;
  const best = mostPoints(points, { along, bin, tilts: Math.ceil(STEEPEST * length / bin) });
  if (!best) return undefined;
  const nearest = points.map((depths, i) =>
    depths.map((depth) => depth - best.tilt * along(i) - best.middle)
      .filter((off) => Math.abs(off) <= 1.5 * bin)
      .toSorted((a, b) => Math.abs(a) - Math.abs(b))[0]
  );
  const off = nearest.flatMap((off, i) => off === undefined ? [] : [[along(i), off] as const]);
  const { slope, offset } = leastSquares(off);
  const [tilt, middle] = [best.tilt + slope, best.middle + offset];
  return {
    start: middle - tilt / 2,
    end: middle + tilt / 2,
    on: nearest.map((v) => v !== undefined),
  };
}

interface Trials {
  /** Where a place is, from -0.5 to 0.5. */
  readonly along: (place: number) => number;
  readonly bin: number;
  /** How many bins deeper, or less deep, a line may end than it begins. */
  readonly tilts: number;
}

function mostPoints(points: readonly (readonly number[])[], { along, bin, tilts }: Trials) {
  let best: { tilt: number; middle: number; votes: number } | undefined;
  for (let steps = -tilts; steps <= tilts; steps++) {
    const tilt = steps * bin;
    const counts = new Map<number, number>();
    points.forEach((depths, i) => {
      for (const depth of depths) {
        const at = Math.round((depth - tilt * along(i)) / bin);
        counts.set(at, (counts.get(at) ?? 0) + 1);
      }
    });
    for (const [at, own] of counts) {
      // Of equals, the line in the middle of its points, and the more level one.
      const votes = (counts.get(at - 1) ?? 0) + own + (counts.get(at + 1) ?? 0) +
        0.001 * own - 1e-6 * Math.abs(steps);
      if (votes > (best?.votes ?? 0)) best = { tilt, middle: at * bin, votes };
    }
  }
  return best;
}

/** The line y = slope x + offset. */
function leastSquares(points: readonly (readonly [number, number])[]) {
  const mean = (i: 0 | 1) => points.reduce((sum, p) => sum + p[i], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const both = points.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0);
  const slope = both / points.reduce((sum, p) => sum + (p[0] - x) ** 2, 0) || 0;
  return { slope, offset: y - slope * x };
}
