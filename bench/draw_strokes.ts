import type { Hint } from "../src/image/hint.ts";
import type { Picture } from "../src/image/picture.ts";
import { blur } from "../src/metrics/gaussian.ts";
import { Random } from "../src/random.ts";

/** A stroke's length and width in pixels of 128. */
const [LENGTH, WIDTH] = [8, 2];
/** Strokes are drawn where the layers' brightness differs by more than at so many of all pixels. */
const EVIDENT = 0.6;
/** A user goes by what is seen around a pixel, not by grain: standard deviation in pixels of 128. */
const AROUND = 3;

/**
 * Draws strokes as a user would who knows the truth: short lines at random places where one layer is
 * clearly the brighter, red on layer 1 and blue on layer 2, until they cover enough.
 *
 * @param truth The true layers, [3,h,w].
 * @param options `share` of the pixels that are covered; `seed` of where.
 * @returns Strokes of the layers' size.
 */
export function drawStrokes(
  [a, b]: readonly [Picture, Picture],
  { share, seed }: { readonly share: number; readonly seed: number },
): Hint {
  const { width, height } = a;
  const scale = Math.max(width, height) / 128;
  const [bright, dark] = [a, b].map((layer) => blur(brightness(layer), AROUND * scale).data);
  const apart = (bright as Float32Array).map((v, i) => v - (dark?.[i] as number));
  const least = apart.map(Math.abs).toSorted()[Math.floor(EVIDENT * apart.length)] as number;
  const strokes = [new Float32Array(apart.length), new Float32Array(apart.length)] as const;
  const random = new Random(seed, "strokes");
  const [length, thick] = [LENGTH, WIDTH].map((side) => Math.max(1, Math.round(side * scale))) as [
    number,
    number,
  ];
  // Somewhere the layers differ by more than at 60% of all pixels, so the drawing ends.
  for (let left = share * apart.length; left > 0;) {
    const start = random.integer(apart.length);
    const [dx, dy] = [[1, 0], [0, 1], [1, 1], [1, -1]][random.integer(4)] as [number, number];
    if (!(Math.abs(apart[start] as number) >= least)) continue;
    const brighter = (apart[start] as number) > 0;
    for (let i = 0; i < length * thick; i++) {
      const [along, across] = [Math.floor(i / thick) - length / 2, i % thick];
      const x = start % width + Math.round(along) * dx + (dx ? 0 : across);
      const y = Math.floor(start / width) + Math.round(along) * dy + (dx ? across : 0);
      const at = y * width + x;
      // Whoever paints stops where the other layer begins.
      const outside = x < 0 || y < 0 || x >= width || y >= height;
      if (outside || (apart[at] as number) > 0 !== brighter) continue;
      if (strokes[0][at] || strokes[1][at]) continue;
      strokes[brighter ? 0 : 1][at] = 1;
      left--;
    }
  }
  const mask = (data: Float32Array) => ({ data, channels: 1, height, width });
  return { first: mask(strokes[0]), second: mask(strokes[1]) };
}

function brightness({ data, channels, width, height }: Picture): Picture {
  const pixels = width * height;
  const sums = new Float32Array(pixels);
  data.forEach((v, i) => sums[i % pixels]! += v / channels);
  return { data: sums, channels: 1, height, width };
}
