import type { Mark } from "./find_inks.ts";
import type { Ink } from "./ink.ts";
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
/** How far a pixel's part is from that of its neighbourhood, as a standard deviation. */
const LOOSE = 0.25;
const ROUNDS = 4;

/**
 * Finds how much of each pixel at a mark's edge is covered. Within an ink, and without any, labels
 * tell; where two inks meet, the part that leaves the clean photo smoothest, among the pixels around,
 * is taken, round after round.
 *
 * @param scene Photos and hint.
 * @param mark Inks and labels.
 * @returns What the mark does, pixel by pixel.
 */
export function coverPixels(scene: Scene, { inks, labels }: Mark): Cover {
  const { photos, width, height, hint } = scene;
  const pixels = width * height;
  const keep = Float32Array.from(labels, (k) => (inks[k] as Ink).keep);
  const add = Float32Array.from(
    { length: 3 * pixels },
    (_, i) => (inks[labels[i % pixels] as number] as Ink).add[Math.floor(i / pixels)] as number,
  );
  const clean = photos.map((photo) => photo.map((v, i) => (v - add[i]!) / keep[i % pixels]!));
  const edges: Edge[] = [];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const p = y * width + x;
      if (!hint[p]) continue;
      const edge = edgeAt(p, width, labels);
      if (edge) edges.push(edge);
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const edge of round % 2 ? edges.toReversed() : edges) settle(edge);
  }
  return { keep, add };

  function settle({ p, from, to, part }: Edge): void {
    const [a, b] = [inks[from] as Ink, inks[to] as Ink];
    let [best, least] = [0, Infinity];
    for (let n = 0; n <= PARTS; n++) {
      const f = n / PARTS;
      let cost = ((f - part) / LOOSE) ** 2 / 2 * photos.length;
      const k = a.keep + f * (b.keep - a.keep);
      photos.forEach((photo, i) => {
        const known = clean[i] as Float32Array;
        for (const step of around(width)) {
          let squared = 0;
          for (let c = 0; c < 3; c++) {
            const at = c * pixels + p;
            const added = a.add[c]! + f * (b.add[c]! - a.add[c]!);
            squared += ((photo[at]! - added) / k - known[at + step]!) ** 2;
          }
          cost += jumpCost(squared * k, scene.usual[1] as number) / 4;
        }
      });
      if (cost < least) [best, least] = [f, cost];
    }
    keep[p] = a.keep + best * (b.keep - a.keep);
    for (let c = 0; c < 3; c++) {
      const at = c * pixels + p;
      add[at] = a.add[c]! + best * (b.add[c]! - a.add[c]!);
      photos.forEach((photo, i) => clean[i]![at] = (photo[at]! - add[at]!) / keep[p]!);
    }
  }
}

/** A pixel where two inks meet, and the part of its neighbourhood that is in the second. */
interface Edge {
  readonly p: number;
  readonly from: number;
  readonly to: number;
  readonly part: number;
}

function edgeAt(p: number, width: number, labels: Uint8Array): Edge | undefined {
  const counts = new Map<number, number>();
  const count = (at: number) => counts.set(labels[at]!, (counts.get(labels[at]!) ?? 0) + 1);
  count(p);
  for (const step of around(width)) count(p + step);
  if (counts.size === 1) return undefined;
  const [[from, most], [to, next]] = [...counts].sort((a, b) => b[1] - a[1]) as [
    [number, number],
    [number, number],
  ];
  return { p, from, to, part: next / (most + next) };
}

function around(width: number): readonly number[] {
  return [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1];
}
