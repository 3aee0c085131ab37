import type { Picture } from "../../image/picture.ts";

/**
 * The mean of a picture's channels.
 *
 * @param picture [c,h,w].
 * @returns [1,h,w].
 */
export function luma({ data, channels, height, width }: Picture): Picture {
  const sums = new Float32Array(height * width);
  data.forEach((v, i) => sums[i % sums.length]! += v / channels);
  return { data: sums, channels: 1, height, width };
}

/**
 * What stands out of its surroundings: each pixel less the mean of its four neighbours. It is close
 * to white, so that a picture that is laid over itself shows in its correlations.
 *
 * @param picture [c,h,w], at least 3 pixels a side.
 * @returns Of the mean of its channels, [1,h-2,w-2].
 */
export function fineStructure(picture: Picture): Picture {
  const { data, width } = luma(picture);
  const [rows, columns] = [picture.height - 2, width - 2];
  const at = (i: number) => data[i] as number;
  const fine = Float32Array.from({ length: rows * columns }, (_, k) => {
    const i = (Math.floor(k / columns) + 1) * width + k % columns + 1;
    return at(i) - (at(i - 1) + at(i + 1) + at(i - width) + at(i + width)) / 4;
  });
  return { data: fine, channels: 1, height: rows, width: columns };
}
