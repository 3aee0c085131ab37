import { BARE, type Ink } from "./ink.ts";
import type { Scene } from "./scene.ts";

/** Directions in which a mark's edges are crossed. */
const STEPS = [[1, 0], [0, 1], [1, 1], [-1, 1]] as const;
/** Rounds of reweighting. */
const ROUNDS = 12;
/** The share of crossings that lie nearest sets the scale: many of them cross the photo's edges, too. */
const NEAREST = 0.2;
/** Crossings from which an ink can be fitted. */
const LEAST = 12;
/** The least share of the photo that an ink keeps; with less there is nothing to bring back. */
const LEAST_KEEP = 0.2;

/** The clean photo's value outside an ink, and the photo's inside, [crossings * 3]. */
interface Crossings {
  readonly outside: number[];
  readonly inside: number[];
}

/**
 * Fits inks to their edges, each by a robust straight line: inside = keep outside + add, where the
 * outside is what the photo was without the neighbouring ink.
 *
 * @param scene The photos.
 * @param labels The ink of each pixel, [h,w].
 * @param inks As they are believed to be.
 * @returns Them anew; one that has hardly an edge stays.
 */
export function fitInks(scene: Scene, labels: Uint8Array, inks: readonly Ink[]): Ink[] {
  return inks.map((ink, k) => {
    if (k === 0) return BARE;
    const crossings = cross(scene, labels, inks, k);
    return crossings.inside.length < 3 * LEAST ? ink : fitLine(crossings, ink);
  });
}

/** Pixels on either side of edges: of four in a row, the inner two may be partly covered. */
function cross(
  { photos, width, height }: Scene,
  labels: Uint8Array,
  inks: readonly Ink[],
  k: number,
): Crossings {
  const found: Crossings = { outside: [], inside: [] };
  for (const [dx, dy] of STEPS) {
    const step = dy * width + dx;
    for (let y = 0; y + 3 * dy < height; y++) {
      for (let x = Math.max(0, -3 * dx); x < width - Math.max(0, 3 * dx); x++) {
        const p = y * width + x;
        const [a, b, c, d] = [p, p + step, p + 2 * step, p + 3 * step].map((at) => labels[at]);
        if (a !== b || c !== d || a === c || (a !== k && c !== k)) continue;
        const [inside, outside] = a === k ? [p, p + 3 * step] : [p + 3 * step, p];
        const other = inks[labels[outside] as number] as Ink;
        for (const photo of photos) {
          const pixels = photo.length / 3;
          for (let c = 0; c < 3; c++) {
            const beyond = photo[c * pixels + outside] as number;
            found.outside.push((beyond - (other.add[c] as number)) / other.keep);
            found.inside.push(photo[c * pixels + inside] as number);
          }
        }
      }
    }
  }
  return found;
}

/**
 * A line of one slope for three channels. Outside and inside are both noisy (the photo changes on the
 * way), and a least-squares slope would be too flat. The slope is the ratio of their deviations (the
 * reduced major axis); weights are those of Cauchy's distribution, by residuals in units between.
 */
function fitLine({ outside, inside }: Crossings, start: Ink): Ink {
  let { keep } = start;
  let add = [...start.add];
  const count = inside.length / 3;
  const squares = new Float64Array(count);
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < count; i++) {
      squares[i] = 0;
      for (let c = 0; c < 3; c++) {
        const residual = inside[3 * i + c]! - keep * outside[3 * i + c]! - add[c]!;
        squares[i]! += residual ** 2 / keep;
      }
    }
    const scale = Math.max(squares.toSorted()[Math.floor(count * NEAREST)] as number, 1e-5);
    const weights = squares.map((square) => 1 / (1 + square / scale));
    [keep, add] = weightedLine(outside, inside, weights);
  }
  return { keep, add: add as [number, number, number] };
}

/** One step of it. A colour cannot be darker than black or brighter than white. */
function weightedLine(
  outside: readonly number[],
  inside: readonly number[],
  weights: Float64Array,
): [number, number[]] {
  const total = weights.reduce((a, b) => a + b);
  const mean = (values: readonly number[], c: number) =>
    weights.reduce((sum, w, i) => sum + w * values[3 * i + c]!, 0) / total;
  const centres = [0, 1, 2].map((c) => [mean(outside, c), mean(inside, c)] as [number, number]);
  let [keep, add] = [1, [0, 0, 0]];
  for (let pass = 0; pass < 3; pass++) {
    let [xx, yy] = [0, 0];
    weights.forEach((w, i) =>
      centres.forEach(([x, y], c) => {
        xx += w * (outside[3 * i + c]! - x) ** 2;
        yy += w * (inside[3 * i + c]! - y) ** 2;
      })
    );
    keep = Math.min(0.97, Math.max(LEAST_KEEP, Math.sqrt(yy / Math.max(xx, 1e-9))));
    add = centres.map(([x, y]) => y - keep * x);
    // A line through (0, 0) is that of a black ink, one through (1, 1) that of a white one.
    let moved = false;
    add.forEach((v, c) => {
      const pin = v < -1e-6 ? 0 : v > 1 - keep + 1e-6 ? 1 : undefined;
      if (pin === undefined) return;
      centres[c] = [pin, pin];
      moved = true;
    });
    if (!moved) break;
  }
  return [keep, add.map((v) => Math.min(1 - keep, Math.max(0, v)))];
}
