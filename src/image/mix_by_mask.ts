import type { Picture } from "./picture.ts";

/**
 * Puts two layers together by a mask: mask * layer 1 + (1 - mask) * layer 2.
 *
 * @param layers Two, [c,h,w].
 * @param mask The share of layer 1 at each pixel, [1,h,w] in [0, 1].
 * @returns The mixture, [c,h,w].
 */
export function mixByMask([a, b]: readonly [Picture, Picture], mask: Picture): Picture {
  const pixels = mask.data.length;
  const data = a.data.map((v, i) => {
    const share = mask.data[i % pixels] as number;
    return share * v + (1 - share) * (b.data[i] as number);
  });
  return { ...a, data };
}
