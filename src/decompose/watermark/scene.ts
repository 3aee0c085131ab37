import type { Picture } from "../../image/picture.ts";
import { localJumps } from "./local_jumps.ts";
import { usualJump } from "./robust.ts";

/** The part of the photos in which a mark is looked for. */
export interface Scene {
  /** Each [3,h,w], in [0, 1]. */
  readonly photos: readonly Float32Array[];
  readonly height: number;
  readonly width: number;
  /** 1 where the mark may be, 0 where there is none, [h,w]. */
  readonly hint: Uint8Array;
  /** The square of a jump that is usual between clean pixels so many steps apart, 0 to 3. */
  readonly usual: readonly number[];
  /** The same around each pixel of each photo, [4 gaps][photos], each [h,w]. */
  readonly local: readonly (readonly Float32Array[])[];
}

/** A scene, and where it lies in the photos. */
export interface Crop extends Scene {
  readonly left: number;
  readonly top: number;
}

/**
 * Cuts out of the photos what a hint covers, with some of what lies around it.
 *
 * @param photos Of one size, [3,h,w] in [0, 1].
 * @param where The hint, [1,h,w]; above 0 is inside. It covers at least one pixel.
 * @param margin Pixels on each side that are kept beyond the hint, where there are so many.
 * @returns The part, with its place.
 */
export function cropScene(photos: readonly Picture[], where: Picture, margin: number): Crop {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  where.data.forEach((v, i) => {
    if (v <= 0) return;
    const [x, y] = [i % where.width, Math.floor(i / where.width)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  });
  [left, top] = [Math.max(0, left - margin), Math.max(0, top - margin)];
  const width = Math.min(where.width, right + margin + 1) - left;
  const height = Math.min(where.height, bottom + margin + 1) - top;
  const cut = ({ data, channels, ...size }: Picture) =>
    Float32Array.from({ length: channels * height * width }, (_, i) => {
      const row = Math.floor(i / width);
      const [channel, y] = [Math.floor(row / height), row % height];
      return data[(channel * size.height + top + y) * size.width + left + i % width] as number;
    });
  const hint = Uint8Array.from(cut(where), (v) => v > 0 ? 1 : 0);
  const scene = { photos: photos.map(cut), height, width, hint };
  const gaps = [0, 1, 2, 3];
  return {
    ...scene,
    usual: gaps.map((gap) => usualJump(scene, gap)),
    local: gaps.map((gap) => localJumps(scene, gap)),
    left,
    top,
  };
}
