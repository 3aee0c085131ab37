import { mirror } from "../image/mirror.ts";
import type { Picture } from "../image/picture.ts";

/**
 * Blurs each channel with a Gaussian; beyond the border the picture is mirrored.
 *
 * @param picture [c,h,w].
 * @param sigma Standard deviation, in pixels.
 * @param radius Pixels on each side that are weighed; 4 sigma by default.
 * @returns [c,h,w].
 */
export function blur(picture: Picture, sigma: number, radius = Math.ceil(4 * sigma)): Picture {
  const { channels, height, width } = picture;
  const weights = gaussian(sigma, radius);
  const pass = (data: Float64Array, length: number, step: number) => {
    const result = new Float64Array(data.length);
    const line = new Float64Array(length + 2 * radius);
    for (let start = 0; start < data.length; start++) {
      if (Math.floor(start / step) % length !== 0) continue;
      for (let i = 0; i < line.length; i++) {
        line[i] = data[start + step * mirror(i - radius, length)] as number;
      }
      for (let i = 0; i < length; i++) {
        let sum = 0;
        for (let k = 0; k < weights.length; k++) {
          sum += (weights[k] as number) * (line[i + k] as number);
        }
        result[start + step * i] = sum;
      }
    }
    return result;
  };
  const alongRows = pass(Float64Array.from(picture.data), width, 1);
  const data = Float32Array.from(pass(alongRows, height, width));
  return { data, channels, height, width };
}

/** Weights at -radius to radius, of sum 1. */
function gaussian(sigma: number, radius: number): Float64Array {
  const weights = Float64Array.from(
    { length: 2 * radius + 1 },
    (_, i) => Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2)),
  );
  const sum = weights.reduce((a, b) => a + b);
  return weights.map((weight) => weight / sum);
}
