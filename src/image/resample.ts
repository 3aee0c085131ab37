import type { Picture } from "./picture.ts";

/** How one line of pixels is made anew: new pixel i is the sum of weights[i][k] old[starts[i] + k]. */
interface Taps {
  readonly starts: readonly number[];
  readonly weights: readonly Float64Array[];
}

/**
 * Changes the number of columns.
 *
 * @param picture [c,h,w].
 * @param width New columns.
 * @returns [c,h,width]; the same picture if it has as many.
 * @throws {RangeError} If `width` is not a whole number of at least 1.
 */
export function resampleColumns(picture: Picture, width: number): Picture {
  if (width === picture.width) return picture;
  const { starts, weights } = cubicTaps(picture.width, width);
  const rows = picture.channels * picture.height;
  const data = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    for (let x = 0; x < width; x++) {
      const line = weights[x] as Float64Array;
      const from = row * picture.width + (starts[x] as number);
      let sum = 0;
      for (let k = 0; k < line.length; k++) {
        sum += (line[k] as number) * (picture.data[from + k] as number);
      }
      data[row * width + x] = sum;
    }
  }
  return { ...picture, data, width };
}

/**
 * Changes the number of rows.
 *
 * @param picture [c,h,w].
 * @param height New rows.
 * @returns [c,height,w]; the same picture if it has as many.
 * @throws {RangeError} If `height` is not a whole number of at least 1.
 */
export function resampleRows(picture: Picture, height: number): Picture {
  if (height === picture.height) return picture;
  const { channels, width } = picture;
  const row = rowsOf(picture, height);
  const data = new Float32Array(channels * height * width);
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < height; y++) data.set(row(c, y), (c * height + y) * width);
  }
  return { ...picture, data, height };
}

/**
 * Changes the number of rows, a row at a time: for pictures that would be too large as a whole.
 *
 * @param picture [c,h,w].
 * @param height New rows.
 * @returns Makes the new row of a channel. The row is overwritten by the next call.
 * @throws {RangeError} If `height` is not a whole number of at least 1.
 */
export function rowsOf(
  picture: Picture,
  height: number,
): (channel: number, y: number) => Float64Array {
  const { width } = picture;
  const { starts, weights } = cubicTaps(picture.height, height);
  const sums = new Float64Array(width);
  return (channel, y) => {
    const first = channel * picture.height + (starts[y] as number);
    const line = weights[y] as Float64Array;
    sums.fill(0);
    // Row by row, as the picture lies in memory.
    for (let k = 0; k < line.length; k++) {
      const [weight, from] = [line[k] as number, (first + k) * width];
      for (let x = 0; x < width; x++) {
        sums[x] = (sums[x] as number) + weight * (picture.data[from + x] as number);
      }
    }
    return sums;
  };
}

/**
 * The taps of Keys's cubic convolution (1981, a = -1/2), widened when it shrinks so that it averages
 * over all the old pixels that a new one covers. Those beyond the border are left out, and the rest
 * scaled to a sum of 1.
 */
function cubicTaps(from: number, to: number): Taps {
  if (!Number.isSafeInteger(to) || to < 1) {
    throw new RangeError(`Cannot resize a side to ${to} pixels`);
  }
  const scale = from / to;
  const stretch = Math.max(1, scale);
  const starts: number[] = [];
  const weights = Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale - 0.5;
    const first = Math.max(0, Math.ceil(centre - 2 * stretch));
    const last = Math.min(from - 1, Math.floor(centre + 2 * stretch));
    starts.push(first);
    const line = Float64Array.from(
      { length: last - first + 1 },
      (_, k) => keys((first + k - centre) / stretch),
    );
    const sum = line.reduce((a, b) => a + b);
    return line.map((weight) => weight / sum);
  });
  return { starts, weights };
}

function keys(distance: number): number {
  const t = Math.abs(distance);
  if (t < 1) return (1.5 * t - 2.5) * t * t + 1;
  if (t < 2) return ((-0.5 * t + 2.5) * t - 4) * t + 2;
  return 0;
}
