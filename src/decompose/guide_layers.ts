import { clipPicture } from "../image/clip_picture.ts";
import type { Picture } from "../image/picture.ts";
import { resizePicture } from "../image/resize_picture.ts";
import type { Pair } from "./separator.ts";

/**
 * Makes the layers that a fit learns to draw first from those that a trained network found on a copy
 * of another size: the working copy, plus and minus half their difference. The difference is enlarged
 * as it is, not carried by edges: that comes after the fit, and to do it twice measured worse.
 *
 * @param working The copy that is fitted, [3,h,w].
 * @param layers Of the network, [3,h',w'].
 * @returns Layers of the working copy's size, in [0, 1].
 */
export async function guideLayers(working: Picture, [a, b]: Pair): Promise<Pair> {
  const half = a.data.map((v, i) => (v - (b.data[i] as number)) / 2);
  const { data } = await resizePicture({ ...a, data: half }, working);
  const layer = (sign: number) =>
    clipPicture({ ...working, data: working.data.map((v, i) => v + sign * (data[i] as number)) });
  return [layer(1), layer(-1)];
}
