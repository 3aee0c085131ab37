import type { Picture } from "../../image/picture.ts";

/**
 * The least value in a square window around each pixel, as much of it as lies inside the picture.
 *
 * @param picture [c,h,w].
 * @param radius The window has 2 * radius + 1 pixels a side.
 * @returns [c,h,w].
 */
export function localMinimum(picture: Picture, radius: number): Picture {
  const { data, height, width } = picture;
  const rows = slide(data, { length: width, step: 1, radius });
  return { ...picture, data: slide(rows, { length: height, step: width, radius }) };
}

/** Minima along lines of `length` values that lie `step` apart. */
function slide(
  data: Float32Array,
  { length, step, radius }: {
    readonly length: number;
    readonly step: number;
    readonly radius: number;
  },
): Float32Array {
  return data.map((_, place) => {
    const at = Math.floor(place / step) % length;
    const [first, last] = [Math.max(-at, -radius), Math.min(length - 1 - at, radius)];
    let least = Infinity;
    for (let k = first; k <= last; k++) least = Math.min(least, data[place + k * step] as number);
    return least;
  });
}
