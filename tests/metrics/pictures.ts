import type { Picture } from "../../src/image/picture.ts";
import { Random } from "../../src/random.ts";

/** A picture of one channel, from its rows. */
export function rows(...values: readonly (readonly number[])[]): Picture {
  const [height, width] = [values.length, (values[0] as readonly number[]).length];
  return { data: Float32Array.from(values.flat()), channels: 1, height, width };
}

/** A picture of three channels, by pixel and channel. */
export function picture(
  width: number,
  height: number,
  value: (x: number, y: number, c: number) => number,
): Picture {
  const data = Float32Array.from({ length: 3 * height * width }, (_, i) => {
    const pixel = i % (width * height);
    return value(pixel % width, Math.floor(pixel / width), Math.floor(i / (width * height)));
  });
  return { data, channels: 3, height, width };
}

/** Random values in [0, 1]. */
export function noise(width: number, height: number, seed: number): Picture {
  const random = new Random(seed);
  return picture(width, height, () => random.uniform());
}

/** A new picture, value by value. */
export function map(a: Picture, value: (v: number, i: number) => number): Picture {
  return { ...a, data: a.data.map((v, i) => value(v, i)) };
}

export function near(actual: number, expected: number, within: number): boolean {
  return Math.abs(actual - expected) <= within;
}
