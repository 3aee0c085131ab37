import { type Complex, lineTransform } from "./line_transform.ts";

/** A discrete Fourier transform of square pictures of one size. */
export interface SquareTransform {
  /** Pixels a side. */
  readonly size: number;
  /**
   * Transforms in place: sum over x, y of v(x, y) exp(-2 pi i (ux + vy) / size) at row v, column u.
   *
   * @param values [size,size].
   */
  forward(values: Complex): void;
  /**
   * The inverse of `forward`, in place, divided by the pixels.
   *
   * @param values [size,size].
   */
  inverse(values: Complex): void;
}

/**
 * Makes ready for fast Fourier transforms of squares, in place, line by line.
 *
 * @param size Pixels a side, a power of 2.
 * @returns The transform, both ways.
 * @throws {RangeError} If the size is not a power of 2.
 */
export function squareTransform(size: number): SquareTransform {
  if (size < 1 || !Number.isInteger(Math.log2(size))) {
    throw new RangeError(`Cannot transform ${size} values: not a power of 2`);
  }
  const transform = lineTransform(size);
  const line = { re: new Float64Array(size), im: new Float64Array(size) };
  const both = (values: Complex) => {
    for (let i = 0; i < size; i++) along(values, i * size, 1);
    for (let i = 0; i < size; i++) along(values, i, size);
  };
  const along = ({ re, im }: Complex, start: number, step: number) => {
    for (let i = 0, from = start; i < size; i++, from += step) {
      line.re[i] = re[from] as number;
      line.im[i] = im[from] as number;
    }
    transform(line);
    for (let i = 0, to = start; i < size; i++, to += step) {
      re[to] = line.re[i] as number;
      im[to] = line.im[i] as number;
    }
  };
  return {
    size,
    forward: both,
    inverse: ({ re, im }) => {
      // Real and imaginary parts change places: the forward transform is then the inverse.
      both({ re: im, im: re });
      for (let i = 0; i < size * size; i++) {
        re[i]! /= size * size;
        im[i]! /= size * size;
      }
    },
  };
}
