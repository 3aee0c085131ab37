import type { Picture } from "../../image/picture.ts";

/**
 * The darkest channel of each pixel.
 *
 * @param picture [c,h,w].
 * @returns [1,h,w].
 */
export function minimumOfChannels({ data, height, width }: Picture): Picture {
  const pixels = height * width;
  const least = data.slice(0, pixels);
  data.forEach((v, i) => least[i % pixels] = Math.min(v, least[i % pixels] as number));
  return { data: least, channels: 1, height, width };
}

/**
 * The value below which a share of all values lies.
 *
 * @param values At least one.
 * @param share 0 to 1.
 * @returns One of the values.
 */
export function quantile(values: Float32Array, share: number): number {
  return values.toSorted()[Math.round(share * (values.length - 1))] as number;
}
