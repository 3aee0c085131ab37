/** How stored values relate to light, both from 0 to 1; one is the inverse of the other. */
export interface ToneCurve {
  /** From a stored value to light. */
  readonly decode: (value: number) => number;
  /** From light to a stored value. */
  readonly encode: (light: number) => number;
}

/** That of sRGB: IEC 61966-2-1. */
export const SRGB_CURVE: ToneCurve = {
  decode: (value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  encode: (light) => light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055,
};

/** An ICC parametric curve: (a x + b)^g + e from d on, and below it a straight line from 0. */
export interface CurveParameters {
  readonly g: number;
  readonly a: number;
  readonly b: number;
  readonly d: number;
  readonly e: number;
}

/** How far from 0 and 1 a curve may begin and end: profiles round their numbers. */
const ENDS = 1e-3;

/** How much of a straight line goes into samples that are level in places, so that they have an inverse. */
const STRAIGHT = 1e-4;

/**
 * Makes a curve of an ICC profile's coefficients (ICC.1:2022, 10.18). The line below d is made to meet
 * the power at d, which rounded coefficients miss by up to a step of 16 bits.
 *
 * @param parameters Its coefficients.
 * @returns The curve; undefined if it does not rise from 0 to 1.
 */
export function parametricCurve({ g, a, b, d, e }: CurveParameters): ToneCurve | undefined {
  const power = (x: number) => Math.max(0, a * x + b) ** g + e;
  const [kink, white] = [power(d), power(1)];
  const begins = d > 0 ? kink > 0 && d < 1 : Math.abs(power(0)) < ENDS;
  if (!(g > 0 && a > 0 && begins && Math.abs(white - 1) < ENDS)) return undefined;
  return {
    decode: (value) => (value < d ? kink * value / d : power(value)) / white,
    encode: (light) => {
      const y = light * white;
      return d > 0 && y < kink ? d * y / kink : (Math.max(0, y - e) ** (1 / g) - b) / a;
    },
  };
}

/**
 * Makes a curve of samples, with straight lines between.
 *
 * @param samples Light at equally distant stored values, two at least.
 * @returns The curve; undefined if it falls somewhere, or does not go from 0 to 1.
 */
export function sampledCurve(samples: ArrayLike<number>): ToneCurve | undefined {
  const last = samples.length - 1;
  const [black, white] = [samples[0] as number, samples[last] as number];
  if (!(black < 0.01 && white > 0.99)) return undefined;
  const table = Float64Array.from(
    samples,
    (v, i) => (1 - STRAIGHT) * (v - black) / (white - black) + STRAIGHT * i / last,
  );
  const at = (i: number) => table[i] as number;
  if (table.some((v, i) => i > 0 && v <= at(i - 1))) return undefined;
  return {
    decode: (value) => {
      const i = Math.min(last - 1, Math.floor(value * last));
      return at(i) + (value * last - i) * (at(i + 1) - at(i));
    },
    encode: (light) => {
      let [low, high] = [0, last];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (at(middle) <= light) low = middle;
        else high = middle;
      }
      return (low + (light - at(low)) / (at(high) - at(low))) / last;
    },
  };
}
