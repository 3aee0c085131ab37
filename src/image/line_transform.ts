/** Complex numbers, real and imaginary parts apart. */
export interface Complex {
  /** Real parts. */
  readonly re: Float64Array;
  /** Imaginary parts. */
  readonly im: Float64Array;
}

/**
 * Transforms a line in place: sum over x of v(x) exp(-2 pi i u x / length) at u. With the real and the
 * imaginary part in each other's place it is the inverse, times the length.
 */
export type LineTransform = (line: Complex) => void;

/**
 * Makes ready for discrete Fourier transforms of lines of one length, a fast one for any length.
 *
 * @param length Values a line, 1 or more.
 * @returns The transform.
 */
export function lineTransform(length: number): LineTransform {
  return Number.isInteger(Math.log2(length)) ? radixTwo(length) : chirped(length);
}

/** Cooley and Tukey 1965, of a power of 2. */
function radixTwo(length: number): LineTransform {
  // The k-th of 2 half roots, at half + k.
  const roots = unitRoots(length, (i) => {
    const half = 2 ** Math.floor(Math.log2(i));
    return (i - half) / (2 * half);
  });
  const reversed = reverseBits(length);
  return (line) => {
    for (const part of [line.re, line.im]) {
      for (let i = 0; i < length; i++) {
        const j = reversed[i] as number;
        if (j > i) [part[i], part[j]] = [part[j] as number, part[i] as number];
      }
    }
    butterflies(line, roots);
  };
}

/**
 * Any length, as a convolution with a chirp (Bluestein 1970): since 2 u x = u^2 + x^2 - (u - x)^2, the
 * transform is c(u) times the sum over x of v(x) c(x) / c(u - x), with c(x) = exp(-pi i x^2 / length).
 */
function chirped(length: number): LineTransform {
  const size = 2 ** Math.ceil(Math.log2(2 * length - 1));
  const along = radixTwo(size);
  // x^2 modulo 2 length: its angle is the same, and exact however long the line.
  const chirp = unitRoots(length, (x) => x * x % (2 * length) / (2 * length));
  const kernel = { re: new Float64Array(size), im: new Float64Array(size) };
  for (let x = 0; x < length; x++) {
    for (const to of [x, (size - x) % size]) {
      kernel.re[to] = (chirp.re[x] as number) / size;
      kernel.im[to] = -(chirp.im[x] as number) / size;
    }
  }
  along(kernel);
  const padded = { re: new Float64Array(size), im: new Float64Array(size) };
  return ({ re, im }) => {
    padded.re.fill(0, length);
    padded.im.fill(0, length);
    padded.re.set(re);
    padded.im.set(im);
    multiply(padded, chirp);
    along(padded);
    multiply(padded, kernel);
    along({ re: padded.im, im: padded.re });
    multiply(padded, chirp);
    re.set(padded.re.subarray(0, length));
    im.set(padded.im.subarray(0, length));
  };
}

/** exp(-2 pi i turns(x)) for x from 0 to count - 1. */
function unitRoots(count: number, turns: (x: number) => number): Complex {
  const angles = Float64Array.from({ length: count }, (_, x) => -2 * Math.PI * turns(x));
  return { re: angles.map(Math.cos), im: angles.map(Math.sin) };
}

/** Multiplies the first values by factors, in place. */
function multiply({ re, im }: Complex, factors: Complex): void {
  for (let i = 0; i < factors.re.length; i++) {
    const [x, y] = [re[i] as number, im[i] as number];
    const [c, s] = [factors.re[i] as number, factors.im[i] as number];
    re[i] = x * c - y * s;
    im[i] = x * s + y * c;
  }
}

/** One line, in bit-reversed order on entry. The roots of each round lie behind those of the last. */
function butterflies({ re, im }: Complex, roots: Complex): void {
  const size = re.length;
  for (let half = 1; half < size; half *= 2) {
    for (let block = 0; block < size; block += 2 * half) {
      for (let k = 0; k < half; k++) {
        const [c, s] = [roots.re[half + k] as number, roots.im[half + k] as number];
        const a = block + k;
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
