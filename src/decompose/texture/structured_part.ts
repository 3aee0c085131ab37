import type { Picture } from "../../image/picture.ts";
import { randomLevel } from "./random_level.ts";
import { cutWindows } from "./windows.ts";

/** What belongs to a texture of lines and repetitions. */
export interface StructuredPart {
  /** It, [c,h,w]. */
  readonly part: Picture;
  /** Share of the picture's energy in frequencies that chance would hardly make so strong, 0 to 1. */
  readonly peaks: number;
}

/** So many times the random level are taken for the random texture. */
const FLOOR = 1.5;
/** So many times the random level a random texture reaches at one frequency in 3000. */
const PEAK = 8;
/** Standard deviation of the blur that makes a power less a matter of chance, in frequencies. */
const BLUR = 0.6;

/**
 * Takes the structured part out of a mixture of two textures. A line, an edge that goes on, or a
 * repetition puts its energy into few frequencies of a window; a random texture spreads it (Wold
 * decomposition: Francos, Narasimhan and Woods 1995; Liu and Picard 1996). So the random texture's
 * power is that of the typical frequency of a wavelength, and what is above it is structure: power
 * subtraction, gain = 1 - 1.5 level / power. The larger the window, the finer are directions told
 * apart; long lines that bend are what windows are for.
 *
 * @param picture [c,h,w], of mean 0 in each channel.
 * @param window Pixels a side of a window, a power of 2.
 * @returns The part and how sharply it stands out.
 */
export function structuredPart(picture: Picture, window: number): StructuredPart {
  const windows = cutWindows(picture, window);
  const powers = Array.from({ length: windows.count }, (_, i) => windows.power(i));
  const level = randomLevel(powers, window);
  let [strong, all] = [0, 0];
  for (const power of powers) {
    for (let i = 1; i < power.length; i++) {
      const value = power[i] as number;
      all += value;
      if (value > PEAK * (level[i] as number)) strong += value;
    }
  }
  const part = windows.filter((index) => {
    const gains = blurred(powers[index] as Float32Array, window)
      .map((power, i) => Math.max(0, 1 - FLOOR * (level[i] as number) / (power + 1e-12)));
    // How bright a window is says nothing of either texture.
    gains[0] = 0.5;
    return gains;
  });
  return { part, peaks: strong / all || 0 };
}

/** A blur of [size,size] frequencies, which go round. */
function blurred(power: Float32Array, size: number): Float32Array {
  const sides = [1, 2].map((d) => Math.exp(-(d ** 2) / (2 * BLUR ** 2))) as [number, number];
  const sum = 1 + 2 * (sides[0] + sides[1]);
  const pass = (values: Float32Array, step: number) =>
    values.map((v, i) => {
      const place = Math.floor(i / step) % size;
      const at = (d: number) => values[i + ((place + d + size) % size - place) * step] as number;
      return (v + sides[0] * (at(-1) + at(1)) + sides[1] * (at(-2) + at(2))) / sum;
    });
  return pass(pass(power, 1), size);
}
