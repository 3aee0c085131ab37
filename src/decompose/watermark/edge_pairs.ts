import { squaredJump } from "./robust.ts";
import type { Scene } from "./scene.ts";

/** Two pixels on either side of an edge. */
export interface Pair {
  readonly p: number;
  readonly q: number;
  /** Whether one of them is in the hint. */
  readonly hinted: boolean;
}

/** Steps between the pixels of a pair: a smooth edge of a mark is 1 to 2 pixels wide. */
export const GAP = 3;

/**
 * Lists pairs of pixels across the photos' edges, in the hint and around it. Each edge is
 * crossed once, where it is steepest. Of several photos only edges count that most of them have.
 *
 * @param scene Photos and hint.
 * @param least The square of the least jump that is an edge.
 * @returns Pairs, {@linkcode GAP} pixels apart along a row or column.
 */
export function edgePairs(scene: Scene, least: number): Pair[] {
  const { width, height, hint } = scene;
  const pairs: Pair[] = [];
  for (const [step, length] of [[1, width], [width, height]] as const) {
    const jumps = new Float32Array(width * height);
    const startOf = (p: number) => step === 1 ? p % width : Math.floor(p / width);
    for (let p = 0; p < jumps.length; p++) {
      const q = p + GAP * step;
      if (startOf(p) + GAP >= length) continue;
      jumps[p] = median(scene.photos.map((photo) => squaredJump(photo, p, q)));
    }
    for (let p = 0; p < jumps.length; p++) {
      const jump = jumps[p] as number;
      if (jump < least || jump < (jumps[p - step] ?? 0) || jump <= (jumps[p + step] ?? 0)) continue;
      const q = p + GAP * step;
      pairs.push({ p, q, hinted: hint[p] === 1 || hint[q] === 1 });
    }
  }
  return pairs;
}

function median(values: number[]): number {
  if (values.length === 1) return values[0] as number;
  values.sort((a, b) => a - b);
  return values[(values.length - 1) >> 1] as number;
}
