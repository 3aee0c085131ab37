import type { Picture } from "../../../mod.ts";
import type { WindowGrid } from "../../../src/decompose/tiles/windows.ts";

/**
 * The trained network draws patches of 4 pixels, which show a little: only lines between these are
 * alike. Further away than this many pixels a photo differs by itself.
 */
const [PATCH, AROUND] = [4, 16];

/**
 * How steep a picture is across the borders of windows, beside how steep it is across the other lines
 * of pixels that are alike but for that: 1 if windows leave no trace.
 */
export function seamRatio(picture: Picture, grid: WindowGrid): number {
  const { data, channels, height, width } = picture;
  const across = placesOf(grid.lefts, grid.width, width);
  const down = placesOf(grid.tops, grid.height, height);
  const [sums, counts] = [{ seam: 0, around: 0, none: 0 }, { seam: 0, around: 0, none: 0 }];
  const count = (place: Place | undefined, step: number) => {
    sums[place ?? "none"] += Math.abs(step);
    counts[place ?? "none"]++;
  };
  for (let c = 0, i = 0; c < channels; c++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        if (x + 1 < width) count(across.get(x + 1), data[i + 1]! - data[i]!);
        if (y + 1 < height) count(down.get(y + 1), data[i + width]! - data[i]!);
      }
    }
  }
  return sums.seam / counts.seam / (sums.around / counts.around);
}

type Place = "seam" | "around";

/** What each gap between lines of pixels is, by the line that follows. */
function placesOf(
  starts: readonly number[],
  side: number,
  length: number,
): ReadonlyMap<number, Place> {
  const borders = starts.flatMap((start) => [start, start + side])
    .filter((line) => line > 0 && line < length);
  const around = borders.flatMap((line) =>
    Array.from(
      { length: 2 * AROUND / PATCH + 1 },
      (_, i) => [line - AROUND + i * PATCH, "around"] as const,
    )
  );
  return new Map<number, Place>([...around, ...borders.map((line) => [line, "seam"] as const)]);
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
