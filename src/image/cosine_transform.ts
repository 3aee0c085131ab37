import { lineTransform } from "./line_transform.ts";

/** The cosine transform of pictures of one size, whose borders mirror. */
export interface CosineTransform {
  /**
   * Replaces [h,w] values by [h,w] coefficients; orthonormal.
   *
   * @param values Of a plane. Lines are transformed in double precision, whatever they are kept in.
   */
  forward(values: Plane): void;
  /**
   * The inverse of `forward`, in place.
   *
   * @param coefficients Of a plane.
   */
  inverse(coefficients: Plane): void;
}

type Plane = Float64Array | Float32Array;

/** Where a line of a plane begins, and how far apart its values are. */
interface Line {
  readonly start: number;
  readonly step: number;
}

/** Transforms a line of a plane; two, unless there is no other. */
type LinePair = (values: Plane, first: Line, second: Line | undefined) => void;

/**
 * Makes ready for cosine transforms (DCT-II and its inverse), whose waves are those of equations with
 * mirrored borders. Any size takes a time in proportion to its pixels, times the logarithm of a side.
 *
 * @param height Rows.
 * @param width Columns.
 * @returns The transform, both ways.
 */
export function cosineTransform(height: number, width: number): CosineTransform {
  const [along, down] = [lineCosines(width), lineCosines(height)];
  const rows = { count: height, apart: width, step: 1 };
  const columns = { count: width, apart: 1, step: width };
  return {
    forward: (values) => {
      inPairs(values, rows, along.forward);
      inPairs(values, columns, down.forward);
    },
    inverse: (values) => {
      inPairs(values, columns, down.inverse);
      inPairs(values, rows, along.inverse);
    },
  };
}

function inPairs(
  values: Plane,
  { count, apart, step }: {
    readonly count: number;
    readonly apart: number;
    readonly step: number;
  },
  transform: LinePair,
): void {
  const line = (i: number) => i < count ? { start: i * apart, step } : undefined;
  for (let i = 0; i < count; i += 2) transform(values, { start: i * apart, step }, line(i + 1));
}

/**
 * Cosine transforms of lines from a Fourier transform of the same length, of the even values in order
 * and the odd ones behind them in reverse (Makhoul 1980). Two lines fill one complex transform, as its
 * real and its imaginary part.
 */
function lineCosines(length: number): { readonly forward: LinePair; readonly inverse: LinePair } {
  const transform = lineTransform(length);
  const [re, im] = [new Float64Array(length), new Float64Array(length)];
  const cosines = new Float64Array(length);
  const sines = new Float64Array(length);
  for (let k = 0; k < length; k++) {
    const [angle, norm] = [Math.PI * k / (2 * length), Math.sqrt((k === 0 ? 1 : 2) / length)];
    cosines[k] = norm / 2 * Math.cos(angle);
    sines[k] = norm / 2 * Math.sin(angle);
  }
  /** The place, in a line, of the value that is i-th in the Fourier transform. */
  const place = (i: number) => 2 * i < length ? 2 * i : 2 * (length - i) - 1;
  const gather = (values: Plane, to: Float64Array, line: Line | undefined) => {
    if (!line) return to.fill(0);
    for (let i = 0; i < length; i++) to[i] = values[line.start + line.step * place(i)] as number;
  };
  const scatter = (values: Plane, from: Float64Array, line: Line | undefined) => {
    if (!line) return;
    for (let i = 0; i < length; i++) values[line.start + line.step * place(i)] = from[i] as number;
  };
  /** The k-th value of a line's Fourier transform, from its cosines. */
  const turned = (values: Plane, { start, step }: Line, k: number) => {
    const value = values[start + step * k]!;
    if (k === 0) return [2 * value * cosines[0]!, 0] as const;
    const opposite = values[start + step * (length - k)]!;
    const [cosine, sine] = [cosines[k]!, sines[k]!];
    return [value * cosine + opposite * sine, value * sine - opposite * cosine] as const;
  };
  return {
    forward: (values, first, second) => {
      gather(values, re, first);
      gather(values, im, second);
      transform({ re, im });
      for (let k = 0; k < length; k++) {
        const opposite = (length - k) % length;
        const [a, b, c, d] = [re[k]!, im[k]!, re[opposite]!, im[opposite]!];
        const [cosine, sine] = [cosines[k]!, sines[k]!];
        values[first.start + first.step * k] = (a + c) * cosine + (b - d) * sine;
        if (second) values[second.start + second.step * k] = (b + d) * cosine - (a - c) * sine;
      }
    },
    inverse: (values, first, second) => {
      for (let k = 0; k < length; k++) {
        const [a, b] = turned(values, first, k);
        const [c, d] = second ? turned(values, second, k) : [0, 0];
        re[k] = a - d;
        im[k] = b + c;
      }
      transform({ re: im, im: re });
      scatter(values, re, first);
      scatter(values, im, second);
    },
  };
}
