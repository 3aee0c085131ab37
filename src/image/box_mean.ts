import type { Picture } from "./picture.ts";

/**
 * The mean over a square window around each pixel, as much of it as lies inside the picture. It costs
 * the same whatever the window: each sum is the one before, with a pixel more and a pixel less.
 *
 * @param picture [c,h,w].
 * @param radius The window has 2 * radius + 1 pixels a side.
 * @returns [c,h,w].
 */
export function boxMean(picture: Picture, radius: number): Picture {
  const { data, height, width } = picture;
  const rows = slide(data, { length: width, step: 1, radius });
  return { ...picture, data: slide(rows, { length: height, step: width, radius }) };
}

/** Means along lines of `length` values that lie `step` apart. */
function slide(
  data: Float32Array,
  { length, step, radius }: {
    readonly length: number;
    readonly step: number;
    readonly radius: number;
  },
): Float32Array {
  const result = new Float32Array(data.length);
  for (let start = 0; start < data.length; start++) {
    if (Math.floor(start / step) % length !== 0) continue;
    let sum = 0;
    for (let i = 0; i < Math.min(radius, length); i++) sum += data[start + step * i] as number;
    for (let i = 0; i < length; i++) {
      const [entering, leaving] = [i + radius, i - radius - 1];
      if (entering < length) sum += data[start + step * entering] as number;
      if (leaving >= 0) sum -= data[start + step * leaving] as number;
      const count = Math.min(length, entering + 1) - Math.max(0, leaving + 1);
      result[start + step * i] = sum / count;
    }
  }
  return result;
}
