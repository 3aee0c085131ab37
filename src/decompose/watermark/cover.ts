import { boxMean } from "../../image/box_mean.ts";
import type { Mark } from "./find_inks.ts";
import { BARE, type Ink } from "./ink.ts";
import { jumpCost } from "./robust.ts";
import type { Scene } from "./scene.ts";

/** What the mark does to each pixel: I = keep J + add. */
export interface Cover {
  /** [h,w]. */
  readonly keep: Float32Array;
  /** [3,h,w]. */
  readonly add: Float32Array;
}

/** Parts of a pixel that are told apart. */
const PARTS = 32;
/** How far a pixel's part is from that of a straight outline, as a standard deviation. */
const LOOSE = 0.35;
const ROUNDS = 8;
/** Weight of each of the eight jumps. */
const SHARE = 0.35;
/** How far from an outline a pixel may be moved; how wide the ramp of its parts is, in pixels. */
const [FAR, RAMP] = [1.5, 1.2];
/**
 * Finds how much of each pixel at a mark's edge is covered. Within an ink, and without any, labels
 * tell; where two inks meet, the part that leaves the clean photo smoothest, and the outline straight,
 * is taken, round after round.
 *
 * @param scene Photos and hint.
 * @param mark Inks and labels.
 * @returns What the mark does, pixel by pixel.
 */
export function coverPixels(scene: Scene, { inks, labels }: Mark): Cover {
  const { photos, width, height, hint } = scene;
  const pixels = width * height;
  const scales = scene.local[1] as readonly Float32Array[];
  const around = [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1];
  /** How far each pixel is inside each ink's outline. */
  const distances = inks.map((_, k) => {
    const data = Float32Array.from(labels, (label) => label === k ? 1 : 0);
    const { data: share } = boxMean({ data, channels: 1, height, width }, 1);
    return share.map((m) => 3 * (m - 0.5));
  });
  const keep = Float32Array.from(labels, (k) => (inks[k] ?? BARE).keep);
  const add = Float32Array.from(
    { length: 3 * pixels },
    (_, i) => (inks[labels[i % pixels]!] ?? BARE).add[Math.floor(i / pixels)]!,
  );
  const clean = photos.map((photo) => photo.map((v, i) => (v - add[i]!) / keep[i % pixels]!));
  const edges: Edge[] = [];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const p = y * width + x;
      const edge = hint[p] ? edgeAt(p, around, labels) : undefined;
      if (edge) edges.push(edge);
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const edge of round % 2 ? edges.toReversed() : edges) settle(edge);
  }
  return { keep, add };

  function settle({ p, from, to }: Edge): void {
    const [a, b] = [inks[from] as Ink, inks[to] as Ink];
    const [here, there] = [distances[from] as Float32Array, distances[to] as Float32Array];
    let straight = 0;
    for (const step of around) straight += (there[p + step]! - here[p + step]!) / 16;
    let [best, least, part] = [0, Infinity, 0];
    for (let n = 0; n <= PARTS; n++) {
      const t = (2 * n / PARTS - 1) * FAR;
      const f = Math.min(1, Math.max(0, 0.5 + t / RAMP));
      const cost = ((t - straight) / LOOSE) ** 2 / 2 + roughness(p, mix(a, b, f));
      if (cost < least) [best, least, part] = [t, cost, f];
    }
    [here[p], there[p]] = [-best, best];
    const ink = mix(a, b, part);
    keep[p] = ink.keep;
    ink.add.forEach((v, c) => {
      const at = c * pixels + p;
      add[at] = v;
      photos.forEach((photo, i) => clean[i]![at] = (photo[at]! - v) / ink.keep);
    });
  }

  /** What the jumps to the pixels around cost. */
  function roughness(p: number, ink: Ink): number {
    let cost = 0;
    photos.forEach((photo, i) => {
      const known = clean[i] as Float32Array;
      for (const step of around) {
        let squared = 0;
        for (let c = 0; c < 3; c++) {
          const at = c * pixels + p;
          squared += ((photo[at]! - ink.add[c]!) / ink.keep - known[at + step]!) ** 2;
        }
        cost += jumpCost(squared * ink.keep, scales[i]![p] as number) * SHARE;
      }
    });
    return cost;
  }
}

/** A pixel where two inks meet. */
interface Edge {
  readonly p: number;
  readonly from: number;
  readonly to: number;
}

function edgeAt(p: number, around: readonly number[], labels: Uint8Array): Edge | undefined {
  const counts = new Map<number, number>([[labels[p] as number, 1]]);
  for (const step of around) {
    const label = labels[p + step] as number;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  return first && second && { p, from: first[0], to: second[0] };
}

function mix(a: Ink, b: Ink, part: number): Ink {
  const between = (x: number, y: number) => x + part * (y - x);
  const [red, green, blue] = a.add;
  return {
    keep: between(a.keep, b.keep),
    add: [between(red, b.add[0]), between(green, b.add[1]), between(blue, b.add[2])],
  };
}
