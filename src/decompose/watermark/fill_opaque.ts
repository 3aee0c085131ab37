import type { Scene } from "./scene.ts";

/** A mark that nothing shows through. */
export interface OpaqueMark {
  readonly colour: readonly [number, number, number];
  /** 1 where it is, with a pixel around it, [h,w]. */
  readonly covered: Uint8Array;
}

/** Colours this near, in each channel, are one. */
const TOLERANCE = 0.03;
/** Share of the hint that the mark has at least, and how much rarer its colour is beyond the hint. */
const [LEAST_SHARE, RARER] = [0.15, 5];

/**
 * Looks for a mark that covers the photo wholly: a colour that is common in the hint, and rare around.
 *
 * @param scene The first photo is looked at.
 * @returns The mark, or nothing.
 */
export function findOpaque({ photos, hint, width }: Scene): OpaqueMark | undefined {
  const photo = photos[0] as Float32Array;
  const pixels = hint.length;
  const at = (p: number) => [photo[p]!, photo[pixels + p]!, photo[2 * pixels + p]!] as const;
  const bins = new Map<number, number[]>();
  hint.forEach((inside, p) => {
    if (!inside) return;
    const bin = at(p).reduce((key, v) => 32 * key + Math.round(31 * v), 0);
    const members = bins.get(bin);
    if (members) members.push(p);
    else bins.set(bin, [p]);
  });
  const members = [...bins.values()].reduce((a, b) => b.length > a.length ? b : a, []);
  const colour = [0, 1, 2].map((c) =>
    members.map((p) => at(p)[c] as number).toSorted((a, b) => a - b)[members.length >> 1] ?? 0
  ) as [number, number, number];
  const alike = Uint8Array.from(
    hint,
    (_, p) => at(p).every((v, c) => Math.abs(v - (colour[c] as number)) <= TOLERANCE) ? 1 : 0,
  );
  const [inside, outside] = [1, 0].map((side) => {
    let [count, all] = [0, 0];
    hint.forEach((v, p) => {
      if (v !== side) return;
      all++;
      count += alike[p] as number;
    });
    return count / Math.max(1, all);
  }) as [number, number];
  if (inside < LEAST_SHARE || outside * RARER > inside) return undefined;
  const near = [0, 1, -1, width, -width, width + 1, width - 1, 1 - width, -width - 1];
  const covered = hint.map((v, p) =>
    v && near.some((step) => hint[p + step] && alike[p + step]) ? 1 : 0
  );
  return { colour, covered };
}

/** Sweeps of the relaxation, and by how much each overshoots. */
const [SWEEPS, OVERSHOOT] = [300, 1.9];

/**
 * Fills what is covered smoothly from around it: the harmonic function with those border values, by
 * successive over-relaxation. It is blurred: what was there is lost.
 *
 * @param photo [3,h,w].
 * @param covered 1 where it is filled, [h,w].
 * @param width Columns.
 * @returns [3,h,w].
 */
export function fillCovered(photo: Float32Array, covered: Uint8Array, width: number): Float32Array {
  const filled = photo.slice();
  const pixels = covered.length;
  const inside = Array.from(covered.keys()).filter((p) => covered[p]);
  for (let c = 0; c < 3; c++) {
    const plane = filled.subarray(c * pixels, (c + 1) * pixels);
    const border = plane.filter((_, p) => !covered[p]);
    const mean = border.reduce((sum, v) => sum + v, 0) / Math.max(1, border.length);
    for (const p of inside) plane[p] = mean;
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      for (const p of inside) {
        const x = p % width;
        const [left, right] = [
          x > 0 ? plane[p - 1] : undefined,
          x < width - 1 ? plane[p + 1] : undefined,
        ];
        const around = [left, right, plane[p - width], plane[p + width]].filter((v) =>
          v !== undefined
        );
        const target = around.reduce((sum, v) => sum + v, 0) / around.length;
        plane[p]! += OVERSHOOT * (target - (plane[p] as number));
      }
    }
  }
  return filled;
}
