/** Complex numbers, real and imaginary parts apart. */
export interface Complex {
  /** Real parts. */
  readonly re: Float64Array;
  /** Imaginary parts. */
  readonly im: Float64Array;
}

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
 * Makes ready for fast Fourier transforms of squares (Cooley and Tukey 1965, radix 2, in place):
 * roots of unity and bit reversal are computed once.
 *
 * @param size Pixels a side, a power of 2.
 * @returns The transform, both ways.
 * @throws {RangeError} If the size is not a power of 2.
 */
export function squareTransform(size: number): SquareTransform {
  if (size < 1 || !Number.isInteger(Math.log2(size))) {
    throw new RangeError(`Cannot transform ${size} values: not a power of 2`);
  }
  const root = (part: (angle: number) => number) =>
    Float64Array.from({ length: size / 2 }, (_, i) => part(-2 * Math.PI * i / size));
  const roots = { re: root(Math.cos), im: root(Math.sin) };
  const reversed = reverseBits(size);
  const line = { re: new Float64Array(size), im: new Float64Array(size) };
  const both = (values: Complex) => {
    for (let i = 0; i < size; i++) along(values, i * size, 1);
    for (let i = 0; i < size; i++) along(values, i, size);
  };
  const along = ({ re, im }: Complex, start: number, step: number) => {
    for (let i = 0; i < size; i++) {
      const from = start + step * (reversed[i] as number);
      line.re[i] = re[from] as number;
      line.im[i] = im[from] as number;
    }
    butterflies(line, roots);
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

/** One line, in bit-reversed order on entry. */
function butterflies({ re, im }: Complex, roots: Complex): void {
  const size = re.length;
  for (let half = 1; half < size; half *= 2) {
    const stride = size / (2 * half);
    for (let k = 0; k < half; k++) {
      const [c, s] = [roots.re[k * stride] as number, roots.im[k * stride] as number];
      for (let a = k; a < size; a += 2 * half) {
        const b = a + half;
        const [x, y] = [re[b] as number, im[b] as number];
        const [u, v] = [x * c - y * s, x * s + y * c];
        re[b] = (re[a] as number) - u;
        im[b] = (im[a] as number) - v;
        re[a]! += u;
        im[a]! += v;
      }
    }
  }
}

function reverseBits(size: number): Uint32Array {
  const reversed = new Uint32Array(size);
  for (let i = 1; i < size; i++) {
    reversed[i] = ((reversed[i >> 1] as number) >> 1) | (i & 1 ? size / 2 : 0);
  }
  return reversed;
}
