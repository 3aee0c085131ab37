import type { Hint } from "../../image/hint.ts";
import type { Picture } from "../../image/picture.ts";
import { solvePositive } from "./solve_positive.ts";

/** How far what is known at a stroke reaches, as shares of the long side: its object, its region. */
const REACH = [14 / 128, 60 / 128] as const;
/** Colours that differ by so much (Euclidean, of 1 a channel) are half of another thing. */
const COLOUR = 0.15;
/** Variance of what is said at a pixel that a stroke covers, beside a variance of 2 of what is not known. */
const DOUBT = 0.5;
/** Below so much of a pixel covered, its stroke says nothing. */
const FAINT = 0.1;
/** Pixels of strokes that are gone by, evenly spread: the equations are as many. */
const MOST_POINTS = 160;

/** A pixel of a stroke. */
export interface StrokePoint {
  /** Where: row by row. */
  readonly index: number;
  /** 1 for layer 1, -1 for layer 2. */
  readonly sign: number;
  /** How much of it is covered, 0 to 1. */
  readonly covered: number;
}

/**
 * Lists the pixels of strokes.
 *
 * @param hint Strokes, [1,h,w].
 * @returns At most 160 of the pixels that they cover, evenly spread.
 */
export function pointsOf({ first, second }: Hint): readonly StrokePoint[] {
  const points: StrokePoint[] = [];
  first.data.forEach((red, index) => {
    const value = red - (second.data[index] as number);
    const covered = Math.abs(value);
    if (covered > FAINT) points.push({ index, sign: Math.sign(value), covered });
  });
  const every = Math.ceil(points.length / MOST_POINTS) || 1;
  return points.filter((_, i) => i % every === 0);
}

/**
 * Spreads values from strokes over a picture: the likeliest value at each pixel, if pixels are alike
 * the more, the nearer they are and the more alike in colour (Gaussian process regression, "kriging":
 * Rasmussen and Williams 2006, eq. 2.23; colours as in the bilateral filter of Tomasi and Manduchi 1998).
 *
 * @param picture What tells things apart, [c,h,w].
 * @param points Where values are known.
 * @param values One for each point.
 * @returns [1,h,w]; far from strokes, and on other colours, it tends to 0.
 */
export function spreadStrokes(
  picture: Picture,
  points: readonly StrokePoint[],
  values: readonly number[],
): Picture {
  const { width, height } = picture;
  const likeness = likenessIn(picture);
  const n = points.length;
  const matrix = new Float64Array(n * n);
  points.forEach((a, i) =>
    points.forEach((b, j) => {
      matrix[i * n + j] = likeness(a.index, b.index) + (i === j ? DOUBT / a.covered : 0);
    })
  );
  const weights = solvePositive(matrix, values);
  const data = Float32Array.from(
    { length: width * height },
    (_, p) => points.reduce((sum, q, j) => sum + (weights[j] as number) * likeness(p, q.index), 0),
  );
  return { data, channels: 1, height, width };
}

/** The covariance of two pixels. */
function likenessIn({ data, channels, width, height }: Picture): (p: number, q: number) => number {
  const pixels = width * height;
  const side = Math.max(width, height);
  const near = REACH.map((reach) => 1 / (2 * (reach * side) ** 2));
  return (p, q) => {
    const [dx, dy] = [p % width - q % width, Math.floor(p / width) - Math.floor(q / width)];
    let colour = 0;
    for (let c = 0; c < channels; c++) {
      colour += ((data[c * pixels + p] as number) - (data[c * pixels + q] as number)) ** 2;
    }
    const alike = Math.exp(-colour / (2 * COLOUR ** 2));
    return near.reduce((sum, scale) => sum + alike * Math.exp(-(dx * dx + dy * dy) * scale), 0);
  };
}
