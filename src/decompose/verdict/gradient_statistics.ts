import { deviation } from "../../metrics/deviation.ts";
import type { Picture } from "../../image/picture.ts";
import { luma } from "./luma.ts";

/** How a photo's gradients are spread over it; contrast, the same everywhere, changes neither. */
export interface GradientStatistics {
  /**
   * Mean gradient : root mean square gradient, 0 to 1. One scene has few strong edges and much that is
   * smooth; two scenes, one over the other, have edges on more of the picture.
   */
  readonly density: number;
  /**
   * Logarithm of the root mean square gradient of its strongest small parts, in standard deviations of
   * the photo.
   */
  readonly strongest: number;
}

/** Side of a small part, in pixels. */
const PART = 4;
/** The strongest parts begin where so much of them is weaker. */
const QUANTILE = 0.99;

/**
 * Measures the gradients of a photo's brightness.
 *
 * @param photo [c,h,w] in [0, 1]; to be compared, photos must have the same number of pixels.
 * @returns Zeros if it is flat.
 */
export function gradientStatistics(photo: Picture): GradientStatistics {
  const { data, width, height } = luma(photo);
  const columns = Math.ceil(width / PART);
  const parts = new Float64Array(columns * Math.ceil(height / PART));
  let [sum, squares] = [0, 0];
  for (let y = 0; y < height - 1; y++) {
    for (let x = 0; x < width - 1; x++) {
      const i = y * width + x;
      const part = Math.floor(y / PART) * columns + Math.floor(x / PART);
      for (const next of [1, width]) {
        const gradient = Math.abs((data[i + next] as number) - (data[i] as number));
        sum += gradient;
        squares += gradient ** 2;
        parts[part]! += gradient ** 2 / (2 * PART ** 2);
      }
    }
  }
  const spread = deviation(photo);
  if (squares === 0 || spread === 0) return { density: 0, strongest: 0 };
  const count = 2 * (width - 1) * (height - 1);
  const strong = parts.sort()[Math.floor(QUANTILE * parts.length)] as number;
  return {
    density: sum / Math.sqrt(count * squares),
    strongest: Math.log(Math.sqrt(strong) / spread),
  };
}
