import type { Picture } from "../../image/picture.ts";

const SCALES = 4;
/** Keeps ratios finite where a layer is flat. */
const NOTHING = 1e-8;

/**
 * How much two layers have edges in the same places, to be compared with the same of other layers: the
 * mean product of their gradients, as a logarithm, averaged over rows, columns and four scales.
 * Exclusion (see `losses/exclusion.ts`) for a choice instead of a fit.
 *
 * @param a [c,h,w].
 * @param b [c,h,w].
 * @returns Lower for layers that are apart.
 */
export function sharedEdges(a: Picture, b: Picture): number {
  const logs: number[] = [];
  let [one, other] = [a, b];
  for (let scale = 0; scale < SCALES && Math.min(one.height, one.width) > 1; scale++) {
    for (const step of [[0, 1], [1, 0]] as const) {
      logs.push(Math.log(meanProduct(one, other, step) + NOTHING));
    }
    [one, other] = [halved(one), halved(other)];
  }
  return logs.reduce((sum, v) => sum + v, 0) / logs.length;
}

/** Mean of |difference to the neighbour in a| * |the same in b|. */
function meanProduct(
  { data, channels, height, width }: Picture,
  { data: other }: Picture,
  [down, right]: readonly [number, number],
): number {
  let sum = 0;
  for (let y = 0; y < channels * height; y++) {
    if (y % height >= height - down) continue;
    for (let x = 0; x < width - right; x++) {
      const i = y * width + x;
      const next = i + down * width + right;
      sum += Math.abs((at(data, next) - at(data, i)) * (at(other, next) - at(other, i)));
    }
  }
  return sum / (channels * (height - down) * (width - right));
}

/** Means of 2 x 2 pixels; an odd row or column is left out. */
function halved({ data, channels, height, width }: Picture): Picture {
  const [rows, columns] = [height >> 1, width >> 1];
  const result = new Float32Array(channels * rows * columns);
  for (let i = 0; i < result.length; i++) {
    const [c, y, x] = [
      Math.floor(i / (rows * columns)),
      Math.floor(i / columns) % rows,
      i % columns,
    ];
    const from = (c * height + 2 * y) * width + 2 * x;
    result[i] = (at(data, from) + at(data, from + 1) + at(data, from + width) +
      at(data, from + width + 1)) / 4;
  }
  return { data: result, channels, height: rows, width: columns };
}

function at(values: Float32Array, index: number): number {
  return values[index] as number;
}
