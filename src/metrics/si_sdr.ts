import type { Picture } from "../image/picture.ts";
import { expectSameSize } from "./same_size.ts";

/**
 * Scale-invariant signal-to-distortion ratio (Le Roux, Wisdom, Erdogan and Hershey 2019) of pictures
 * whose channels have their means taken away: 10 log10(|s t|^2 / |e - s t|^2) with estimate e,
 * truth t and s = <e,t> / <t,t>. Neither brightness nor contrast of the estimate counts.
 *
 * The mean of two uncorrelated layers, taken for both of them, has 0 dB on average: what the one layer
 * gains the other loses. Real photos are not quite uncorrelated, so compare with the copy's own value.
 *
 * @param estimate [c,h,w].
 * @param truth Same shape.
 * @returns dB, higher is closer; Infinity if they agree but for brightness and contrast, -Infinity if
 * they have nothing in common.
 * @throws {RangeError} If their shapes differ, or the truth is flat.
 */
export function siSdr(estimate: Picture, truth: Picture): number {
  expectSameSize(estimate, truth);
  const [e, t] = [meanFree(estimate), meanFree(truth)];
  const energy = product(t, t);
  if (energy === 0) throw new RangeError("SI-SDR does not exist for a truth that is flat");
  const scale = product(e, t) / energy;
  const signal = scale ** 2 * energy;
  const distortion = e.reduce((sum, v, i) => sum + (v - scale * (t[i] as number)) ** 2, 0);
  return signal === 0 ? -Infinity : 10 * Math.log10(signal / distortion);
}

function meanFree({ data, height, width }: Picture): Float64Array {
  const pixels = height * width;
  const result = Float64Array.from(data);
  for (let start = 0; start < result.length; start += pixels) {
    const channel = result.subarray(start, start + pixels);
    const mean = channel.reduce((sum, v) => sum + v, 0) / pixels;
    channel.forEach((v, i) => channel[i] = v - mean);
  }
  return result;
}

function product(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, v, i) => sum + v * (b[i] as number), 0);
}
