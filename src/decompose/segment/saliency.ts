import type { Picture } from "../../image/picture.ts";
import type { Size } from "../../image/resize_picture.ts";
import { barrierDistance } from "./barrier_distance.ts";
import { fitGaussian, mahalanobis } from "./gaussian_model.ts";

/** Depth of the strips along the sides whose colours count as background, of the shorter side. */
const STRIP = 0.1;

/**
 * How much each pixel stands out from the photo's border, which mostly shows background: the barrier
 * distance from the border (Zhang et al. 2015) plus how foreign its colour is to three of the four
 * sides (their eq. 7 to 9; the side that it is most foreign to is left out, as an object often touches
 * one).
 *
 * @param lab [3,h,w], CIE L*a*b*.
 * @param more More pixels known to be background, [1,h,w], 1 or 0.
 * @returns [1,h,w] in [0, 1], 1 for what stands out most.
 */
export function borderSaliency(lab: Picture, more?: Picture): Picture {
  const border = borderOf(lab);
  const seeds = { ...border, data: border.data.map((v, i) => Math.max(v, more?.data[i] ?? 0)) };
  const barrier = scaled(barrierDistance(lab, seeds).data);
  const foreign = scaled(foreignness(lab));
  return { ...border, data: scaled(barrier.map((v, i) => v + (foreign[i] as number))) };
}

/**
 * The outermost pixels of a picture.
 *
 * @param size Height and width.
 * @returns [1,h,w], 1 there, else 0.
 */
export function borderOf({ height, width }: Size): Picture {
  const data = new Float32Array(height * width).map((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x === 0 || y === 0 || x === width - 1 || y === height - 1 ? 1 : 0;
  });
  return { data, channels: 1, height, width };
}

/** Sum of the distances to the sides' colours, less the largest. */
function foreignness(lab: Picture): Float32Array {
  const { height, width } = lab;
  const depth = Math.max(1, Math.round(STRIP * Math.min(height, width)));
  const inside: readonly ((x: number, y: number) => boolean)[] = [
    (_, y) => y < depth,
    (_, y) => y >= height - depth,
    (x) => x < depth,
    (x) => x >= width - depth,
  ];
  const maps = inside.map((within) => {
    const strip = new Uint8Array(height * width).map((_, i) =>
      within(i % width, Math.floor(i / width)) ? 1 : 0
    );
    return scaled(mahalanobis(lab, fitGaussian(lab, strip, 1)));
  });
  return (maps[0] as Float32Array).map((_, i) => {
    const distances = maps.map((map) => map[i] as number);
    return distances.reduce((a, b) => a + b) - Math.max(...distances);
  });
}

/** Stretched to [0, 1]. */
function scaled(values: Float32Array): Float32Array {
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) [low, high] = [Math.min(low, v), Math.max(high, v)];
  return values.map((v) => high > low ? (v - low) / (high - low) : 0);
}
