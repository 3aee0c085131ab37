import type { Picture } from "../../image/picture.ts";

/** Where photos lie on the line that runs through them. */
export interface MixingLine {
  /** Of each photo, from 0 at one end to 1 at the other. */
  readonly places: readonly number[];
  /** Root mean square of what lies off the line, over all photos; 0 for two photos. */
  readonly residual: number;
  /** Root mean square of what sets the photos apart along the line. */
  readonly spread: number;
}

const ROUNDS = 200;

/**
 * Fits a line to photos: photos of the same two layers lie on one, I_i - mean = (a_i - mean a)(R - T).
 * Its direction is the principal axis, from the small matrix of the photos' inner products (Turk and
 * Pentland 1991), by power iteration.
 *
 * @param photos Two or more, [c,h,w] each.
 * @returns Places on the line. Where photos are all equal, `spread` is 0 and places mean nothing.
 */
export function mixingLine(photos: readonly Picture[]): MixingLine {
  const products = innerProducts(photos);
  let [axis, energy] = [photos.map((_, i) => products[i]![i]!), 0];
  // A start with a part along every axis: the photo that is farthest from the mean.
  const farthest = axis.indexOf(Math.max(...axis));
  axis = products[farthest]!.slice();
  for (let round = 0; round < ROUNDS; round++) {
    const norm = Math.hypot(...axis) || 1;
    axis = axis.map((v) => v / norm);
    const next = products.map((row) => row.reduce((sum, v, j) => sum + v * axis[j]!, 0));
    energy = next.reduce((sum, v, i) => sum + v * axis[i]!, 0);
    axis = next;
  }
  const total = products.reduce((sum, row, i) => sum + row[i]!, 0);
  const [low, high] = [Math.min(...axis), Math.max(...axis)];
  return {
    places: axis.map((v) => (v - low) / (high - low || 1)),
    residual: photos.length > 2 ? Math.sqrt(Math.max(0, total - energy) / photos.length) : 0,
    spread: Math.sqrt(energy / photos.length),
  };
}

/** Mean products of the photos' differences from their mean, [n,n]. */
function innerProducts(photos: readonly Picture[]): number[][] {
  const products = photos.map(() => photos.map(() => 0));
  const length = (photos[0] as Picture).data.length;
  const apart = photos.map(() => 0);
  for (let k = 0; k < length; k++) {
    let mean = 0;
    photos.forEach(({ data }) => mean += data[k]! / photos.length);
    for (let i = 0; i < photos.length; i++) {
      apart[i] = photos[i]!.data[k]! - mean;
      for (let j = 0; j <= i; j++) products[i]![j]! += apart[i]! * apart[j]!;
    }
  }
  return products.map((row, i) =>
    row.map((_, j) => products[Math.max(i, j)]![Math.min(i, j)]! / length)
  );
}
