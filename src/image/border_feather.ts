import { mean } from "../mean.ts";
import type { BorderStrip } from "./border_strip.ts";

/** What leads over from border to picture changes so many times as fast as the picture further in. */
const FEATHERED = 1.5;
/** And at least so many times as fast as where the border ends. */
const OF_THE_EDGE = 0.25;

/**
 * Counts the pixels beyond the end of a border until the picture changes no faster than it does further
 * in: a scan is soft, and so are many borders.
 *
 * @param strip Colours along the side.
 * @param edge At which depth the border ends at each place, at which places it does end there, and the
 * most that is counted.
 * @returns From 0 to `longest`.
 */
export function feather(
  { colours, places, depths }: BorderStrip,
  { lineAt, on, longest }: {
    readonly lineAt: (place: number) => number;
    readonly on: readonly boolean[];
    readonly longest: number;
  },
): number {
  const change = (beyond: number) =>
    mean(on.flatMap((isOn, place) => {
      const depth = Math.max(0, Math.min(depths - 2, lineAt(place) + beyond));
      const at = (depth * places + place) * 3;
      const next = at + 3 * places;
      return isOn
        ? Math.max(...[0, 1, 2].map((c) => Math.abs(colours[next + c]! - colours[at + c]!)))
        : [];
    }));
  const further = mean(Array.from({ length: longest }, (_, i) => change(longest + i)));
  const calm = Math.max(FEATHERED * further, OF_THE_EDGE * Math.max(change(-1), change(0)));
  let pixels = 0;
  while (pixels < longest && change(pixels) > calm) pixels++;
  return pixels;
}
