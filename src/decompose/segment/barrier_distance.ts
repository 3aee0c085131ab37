import type { Picture } from "../../image/picture.ts";

/** Raster scans, forwards and backwards in turn: more change next to nothing (Zhang et al. 2015). */
const SCANS = 4;

/**
 * The minimum barrier distance of each pixel from the seeds: how far the values must swing, highest
 * less lowest, on the calmest way there. A soft slope or a cloud costs little, an object's outline
 * much. By raster scans (FastMBD, Zhang et al. 2015, "Minimum barrier salient object detection at 80
 * FPS", algorithm 1), summed over channels.
 *
 * @param picture [c,h,w], any values.
 * @param seeds [1,h,w], above 1/2 where the distance is 0.
 * @returns [1,h,w], 0 or more; `Infinity` if there is no seed.
 */
export function barrierDistance(picture: Picture, seeds: Picture): Picture {
  const { channels, height, width } = picture;
  const pixels = height * width;
  const total = new Float32Array(pixels);
  for (let c = 0; c < channels; c++) {
    const values = picture.data.subarray(c * pixels, (c + 1) * pixels);
    const distance = channelDistance(values, seeds.data, height, width);
    for (let i = 0; i < pixels; i++) total[i]! += distance[i] as number;
  }
  return { data: total, channels: 1, height, width };
}

function channelDistance(
  values: Float32Array,
  seeds: Float32Array,
  height: number,
  width: number,
): Float32Array {
  const distance = seeds.map((seed) => seed > 0.5 ? 0 : Infinity);
  const [highest, lowest] = [values.slice(), values.slice()];
  /** Goes by a neighbour's way if that is calmer. */
  const relax = (i: number, from: number) => {
    if (distance[from] === Infinity) return;
    const high = Math.max(highest[from] as number, values[i] as number);
    const low = Math.min(lowest[from] as number, values[i] as number);
    if (high - low >= (distance[i] as number)) return;
    distance[i] = high - low;
    highest[i] = high;
    lowest[i] = low;
  };
  for (let scan = 0; scan < SCANS; scan++) {
    const back = scan % 2 === 1;
    const step = back ? 1 : -1;
    for (let k = 0; k < height * width; k++) {
      const i = back ? height * width - 1 - k : k;
      const [x, y] = [i % width, Math.floor(i / width)];
      if (y + step >= 0 && y + step < height) relax(i, i + step * width);
      if (x + step >= 0 && x + step < width) relax(i, i + step);
    }
  }
  return distance;
}
