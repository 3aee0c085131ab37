import { type SquareTransform, squareTransform } from "../../image/fft.ts";
import type { Complex } from "../../image/line_transform.ts";
import { mirror } from "../../image/mirror.ts";
import type { Picture } from "../../image/picture.ts";

/** Windows that overlap, whose weighted sum is the picture again. */
export interface Windows {
  /** Pixels a side, a power of 2. */
  readonly size: number;
  /** How many there are. */
  readonly count: number;
  /**
   * Finds how strong each frequency is in a window, all channels together.
   *
   * @param index 0 to `count` - 1.
   * @returns [size,size], row and column as in {@linkcode squareTransform}.
   */
  power(index: number): Float32Array;
  /**
   * Multiplies each window's frequencies by gains and puts the picture together again.
   *
   * @param gain The gains of a window, [size,size], the same at a frequency and at its opposite.
   * @returns [c,h,w].
   */
  filter(gain: (index: number) => Float32Array): Picture;
}

/** Windows lie a quarter of their side apart. */
const OVERLAP = 4;

/**
 * Cuts a picture into overlapping windows for a windowed Fourier transform (Allen and Rabiner 1977,
 * in two dimensions). Half a sine is each window's weight on the way in and on the way out; beyond
 * the border the picture is mirrored.
 *
 * @param picture [c,h,w].
 * @param size Pixels a side of a window, a power of 2 and at least 4.
 * @returns The windows.
 * @throws {RangeError} If the size is not a power of 2.
 */
export function cutWindows(picture: Picture, size: number): Windows {
  const { data, channels, height, width } = picture;
  const transform = squareTransform(size);
  const hop = Math.max(1, size / OVERLAP);
  const starts = (side: number) =>
    Array.from({ length: Math.ceil(side / hop) + 1 }, (_, i) => i * hop - size / 2);
  const [tops, lefts] = [starts(height), starts(width)];
  const sine = Float64Array.from({ length: size }, (_, i) => Math.sin(Math.PI * (i + 0.5) / size));
  const at = (index: number) =>
    [
      tops[Math.floor(index / lefts.length)] as number,
      lefts[index % lefts.length] as number,
    ] as const;

  // Two channels fill one complex transform, as its real and its imaginary part.
  const spectrum = (index: number, channel: number): Complex => {
    const [top, left] = at(index);
    const values = { re: new Float64Array(size * size), im: new Float64Array(size * size) };
    for (let y = 0; y < size; y++) {
      const row = mirror(top + y, height) * width;
      for (let x = 0; x < size; x++) {
        const from = channel * height * width + row + mirror(left + x, width);
        const weight = (sine[y] as number) * (sine[x] as number);
        values.re[y * size + x] = weight * (data[from] as number);
        values.im[y * size + x] = weight * (data[from + height * width] ?? 0);
      }
    }
    transform.forward(values);
    return values;
  };

  return {
    size,
    count: tops.length * lefts.length,
    power: (index) => {
      const result = new Float32Array(size * size);
      for (let c = 0; c < channels; c += 2) addPower(result, spectrum(index, c), size);
      return result;
    },
    filter: (gain) => {
      const [sums, weights] = [new Float64Array(data.length), new Float64Array(height * width)];
      for (let index = 0; index < tops.length * lefts.length; index++) {
        const gains = gain(index);
        const [top, left] = at(index);
        for (let c = 0; c < channels; c += 2) {
          const values = spectrum(index, c);
          multiply(values, gains, transform);
          for (let y = Math.max(0, -top); y < Math.min(size, height - top); y++) {
            for (let x = Math.max(0, -left); x < Math.min(size, width - left); x++) {
              const [from, pixel] = [y * size + x, (top + y) * width + left + x];
              const weight = (sine[y] as number) * (sine[x] as number);
              if (c === 0) weights[pixel]! += weight ** 2;
              sums[c * weights.length + pixel]! += weight * (values.re[from] as number);
              if (c + 1 < channels) {
                sums[(c + 1) * weights.length + pixel]! += weight * (values.im[from] as number);
              }
            }
          }
        }
      }
      const result = Float32Array.from(sums, (v, i) => v / (weights[i % weights.length] as number));
      return { ...picture, data: result };
    },
  };
}

/** The power of two real channels from their common transform: half of z(f)^2 + z(-f)^2. */
function addPower(sum: Float32Array, { re, im }: Complex, size: number): void {
  const square = (i: number) => (re[i] as number) ** 2 + (im[i] as number) ** 2;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const opposite = ((size - y) % size) * size + (size - x) % size;
      sum[y * size + x]! += (square(y * size + x) + square(opposite)) / 2;
    }
  }
}

function multiply({ re, im }: Complex, gains: Float32Array, { inverse }: SquareTransform): void {
  for (let i = 0; i < gains.length; i++) {
    re[i]! *= gains[i] as number;
    im[i]! *= gains[i] as number;
  }
  inverse({ re, im });
}
