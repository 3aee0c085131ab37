import { cropPicture } from "../image/pad_picture.ts";
import type { Picture } from "../image/picture.ts";
import { blur } from "./gaussian.ts";
import { expectSameSize } from "./same_size.ts";

const SIGMA = 1.5;
const RADIUS = 5;
const C1 = 0.01 ** 2;
const C2 = 0.03 ** 2;

/**
 * Structural similarity (Wang, Bovik, Sheikh and Simoncelli 2004) as its authors published it: an
 * 11 x 11 Gaussian window of sigma 1.5, range 1, averaged over all windows inside the picture; here
 * of each channel, and averaged over the channels. (The package `ssim.js` takes 8-bit pixels and
 * compares luma only.)
 *
 * @param a [c,h,w], nominally in [0, 1].
 * @param b Same shape.
 * @returns -1 to 1; 1 if they are equal.
 * @throws {RangeError} If their shapes differ, or a side is below 11.
 */
export function ssim(a: Picture, b: Picture): number {
  expectSameSize(a, b);
  const [width, height] = [a.width - 2 * RADIUS, a.height - 2 * RADIUS];
  if (width < 1 || height < 1) {
    throw new RangeError(`SSIM needs 11x11 pixels, not ${a.width}x${a.height}`);
  }
  const mean = (value: (x: number, y: number) => number) => {
    const data = Float32Array.from(a.data, (x, i) => value(x, b.data[i] as number));
    return cropPicture(blur({ ...a, data }, SIGMA, RADIUS), {
      left: RADIUS,
      top: RADIUS,
      width,
      height,
    }).data;
  };
  const meanOfB = mean((_, y) => y);
  const [squaresOfA, squaresOfB] = [mean((x) => x * x), mean((_, y) => y * y)];
  const products = mean((x, y) => x * y);
  const sum = mean((x) => x).reduce((total, ma, i) => {
    const mb = meanOfB[i] as number;
    const variances = (squaresOfA[i] as number) - ma * ma + (squaresOfB[i] as number) - mb * mb;
    const covariance = (products[i] as number) - ma * mb;
    const luminance = (2 * ma * mb + C1) / (ma * ma + mb * mb + C1);
    return total + luminance * (2 * covariance + C2) / (variances + C2);
  }, 0);
  return sum / meanOfB.length;
}
