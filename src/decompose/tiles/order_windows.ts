import { type Area, cropPicture } from "../../image/pad_picture.ts";
import type { Picture } from "../../image/picture.ts";
import { resizePicture } from "../../image/resize_picture.ts";
import { agreeOnOrder, type Link } from "./agree_on_order.ts";
import { commonPart, type WindowGrid } from "./windows.ts";

/** Pixels a side of the copies of windows that are compared: order is told by regions, not by grain. */
const SIDE = 32;

/** A difference of layers, and where it is. */
interface Placed {
  readonly area: Area;
  readonly difference: Picture;
}

/**
 * Decides in which windows the two layers are to change places, so that they agree where windows
 * overlap, and with the whole photo: one decision over all of that at once. Signs s that minimise the
 * sum of |s(a) D(a) - s(b) D(b)|^2 over what any two have in common, D being the difference of layers,
 * are those that maximise the sum of s(a) s(b) times the inner product of D(a) and D(b). Correlations,
 * in its place, leave windows now and then that contradict what is around them.
 *
 * @param differences Layer 1 - layer 2 of each window, [3,h,w] of one size.
 * @param whole The same of the whole photo, of any size.
 * @param grid Where the windows are.
 * @returns 1 or -1 of each window; the whole photo's order is kept.
 */
export async function orderWindows(
  differences: readonly Picture[],
  whole: Picture,
  { windows, width, height }: WindowGrid,
): Promise<readonly number[]> {
  const scale = Math.min(1, SIDE / Math.max(width, height));
  const scaled = (length: number) => Math.round(length * scale);
  const size = { width: Math.max(1, scaled(width)), height: Math.max(1, scaled(height)) };
  const placed: Placed[] = [];
  for (const [i, { left, top }] of windows.entries()) {
    const area = { left: scaled(left), top: scaled(top), ...size };
    placed.push({ area, difference: await resizePicture(differences[i]!, size) });
  }
  const { left, top } = placed.at(-1)!.area;
  const all = { left: 0, top: 0, width: left + size.width, height: top + size.height };
  placed.push({ area: all, difference: await resizePicture(whole, all) });
  return agreeOnOrder(placed.length, linksOf(placed)).slice(0, -1);
}

function linksOf(placed: readonly Placed[]): readonly Link[] {
  return placed.flatMap((one, a) =>
    placed.slice(a + 1).flatMap((other, i) => {
      const common = commonPart(one.area, other.area);
      return common ? [{ a, b: a + 1 + i, weight: agreement(one, other, common) }] : [];
    })
  );
}

function agreement(one: Placed, other: Placed, common: Area): number {
  const [a, b] = [one, other].map(({ area, difference }) =>
    cropPicture(difference, {
      ...common,
      left: common.left - area.left,
      top: common.top - area.top,
    }).data
  ) as [Float32Array, Float32Array];
  return a.reduce((sum, v, i) => sum + v * b[i]!, 0);
}
