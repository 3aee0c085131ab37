import type { Picture } from "../../../mod.ts";
import type { WindowGrid } from "../../../src/decompose/tiles/windows.ts";

/**
 * How steep a picture is across the borders of windows, beside how steep it is across all other lines
 * of pixels: 1 if windows leave no trace.
 */
export function seamRatio(picture: Picture, grid: WindowGrid): number {
  const [across, down] = [borders(grid.lefts, grid.width), borders(grid.tops, grid.height)];
  let [seams, seamCount, others, otherCount] = [0, 0, 0, 0];
  const { data, channels, height, width } = picture;
  const count = (step: number, isSeam: boolean) => {
    if (isSeam) [seams, seamCount] = [seams + step, seamCount + 1];
    else [others, otherCount] = [others + step, otherCount + 1];
  };
  for (let c = 0, i = 0; c < channels; c++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        if (x + 1 < width) count(Math.abs(data[i + 1]! - data[i]!), across.has(x + 1));
        if (y + 1 < height) count(Math.abs(data[i + width]! - data[i]!), down.has(y + 1));
      }
    }
  }
  return seams / seamCount / (others / otherCount);
}

function borders(starts: readonly number[], side: number): ReadonlySet<number> {
  return new Set(starts.flatMap((start) => [start, start + side]));
}

/** Layer 1 - layer 2. */
export function differenceOf([a, b]: readonly [Picture, Picture]): Picture {
  return { ...a, data: a.data.map((v, i) => v - b.data[i]!) };
}

/** The cosine of the angle between two pictures of one shape. */
export function likeness(a: Picture, b: Picture): number {
  const dot = (x: Picture, y: Picture) => x.data.reduce((sum, v, i) => sum + v * y.data[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
