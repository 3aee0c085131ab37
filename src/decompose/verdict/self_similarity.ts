import type { Picture } from "../../image/picture.ts";
import { fineStructure } from "./luma.ts";

/** A photo that is laid over itself. */
export interface Doubling {
  /** How: moved, mirrored left to right, mirrored top to bottom, or turned by 180 degrees. */
  readonly kind: "moved" | "mirrored" | "upside-down" | "turned";
  /** Correlation of the fine structure with its copy, up to 1. */
  readonly correlation: number;
}

/** Copies are looked for within so much of each side, in either direction. */
const REACH = 0.15;
/** Nearer than this, in pixels, a photo is like itself anyway. */
const NEAREST = 2;
/**
 * A mixture of a photo with its moved self correlates by a half with itself there, or somewhat less
 * where its fine structure has patterns of its own. Of 375 mixtures none does so, and of 375 photos 6
 * (measured on pisc128 and shared/data/photos).
 */
const MOVED = 0.33;
/** A regular pattern repeats at more than one distance; a copy lies at one. */
const ALONE = 0.6;
/** A mixture of a photo with its mirror image is its own mirror image. */
const MIRRORED = 0.7;

/**
 * Tells whether a photo is one photo and its own copy: moved by up to 15 % of its sides, mirrored, or
 * turned by 180 degrees.
 *
 * @param photo [c,h,w], 8 pixels or more a side; larger than 128 pixels it takes long.
 * @returns The copy, or undefined if there is none to be seen.
 */
export function findDoubling(photo: Picture): Doubling | undefined {
  const fine = fineStructure(photo);
  const mirror = mirrored(fine).find(({ correlation }) => correlation > MIRRORED);
  return mirror ?? moved(fine);
}

function moved(fine: Picture): Doubling | undefined {
  const reach = [fine.width, fine.height].map((side) => Math.floor(REACH * side)) as [
    number,
    number,
  ];
  const places: { x: number; y: number; correlation: number }[] = [];
  for (let y = 0; y <= reach[1]; y++) {
    for (let x = y === 0 ? NEAREST : -reach[0]; x <= reach[0]; x++) {
      if (Math.max(Math.abs(x), y) < NEAREST) continue;
      places.push({ x, y, correlation: correlation(fine, fine, x, y) });
    }
  }
  const most = places.reduce((a, b) => b.correlation > a.correlation ? b : a, {
    x: 0,
    y: 0,
    correlation: 0,
  });
  if (most.correlation < MOVED) return undefined;
  const others = places.filter(({ x, y }) =>
    Math.max(Math.abs(x - most.x), Math.abs(y - most.y)) > 2
  );
  const next = Math.max(0, ...others.map((place) => place.correlation));
  if (next > ALONE * most.correlation) return undefined;
  return { kind: "moved", correlation: most.correlation };
}

/** The best correlation with each mirror image, whose axis need not be the middle. */
function mirrored(fine: Picture): Doubling[] {
  const { data, width, height } = fine;
  const flip = (x: boolean, y: boolean): Picture => ({
    ...fine,
    data: data.map((_, i) => {
      const [column, row] = [i % width, Math.floor(i / width)];
      return data[
        (y ? height - 1 - row : row) * width + (x ? width - 1 - column : column)
      ] as number;
    }),
  });
  const [across, down] = [Math.floor(REACH * width), Math.floor(REACH * height)];
  const best = (other: Picture, [right, below]: readonly [number, number]) => {
    let most = 0;
    for (let y = -below; y <= below; y++) {
      for (let x = -right; x <= right; x++) most = Math.max(most, correlation(fine, other, x, y));
    }
    return most;
  };
  return [
    { kind: "mirrored", correlation: best(flip(true, false), [across, 0]) },
    { kind: "upside-down", correlation: best(flip(false, true), [0, down]) },
    { kind: "turned", correlation: best(flip(true, true), [0, 0]) },
  ];
}

/** Correlation of `a` with `b` moved right by x and down by y, where they overlap. */
function correlation(a: Picture, b: Picture, x: number, y: number): number {
  const { width, height } = a;
  let [product, first, second] = [0, 0, 0];
  for (let row = Math.max(0, y); row < Math.min(height, height + y); row++) {
    const from = row * width;
    const back = y * width + x;
    for (let i = from + Math.max(0, x); i < from + Math.min(width, width + x); i++) {
      const [v, w] = [a.data[i] as number, b.data[i - back] as number];
      product += v * w;
      first += v * v;
      second += w * w;
    }
  }
  return product / Math.sqrt(first * second) || 0;
}
