import sharp, { type Sharp } from "sharp";
import { mixturePath } from "../../fixtures/fixtures.ts";
import type { Border } from "../../src/image/border.ts";
import { pastePicture } from "../../src/image/pad_picture.ts";
import type { Picture } from "../../src/image/picture.ts";
import { readPicture } from "../../src/image/read_picture.ts";
import { Random } from "../../src/random.ts";

/** A frame to lay around a photo. */
export interface Frame {
  readonly border: Border;
  /** Red, green and blue, of 1. */
  readonly colour: readonly [number, number, number];
  /** Standard deviation of a scan's noise, of 1. */
  readonly noise?: number;
}

/** A fixture by its name. */
export function fixture(name: string): Promise<Picture> {
  return readPicture(mixturePath(name));
}

/** Lays a frame around a photo. */
export function framed(photo: Picture, { border, colour, noise = 0 }: Frame): Picture {
  const { left, top, right, bottom } = border;
  const paper = even(photo.width + left + right, photo.height + top + bottom, colour);
  const random = new Random(1, "noise");
  const whole = pastePicture(paper, photo, border);
  const noisy = (v: number) => Math.min(1, Math.max(0, v + noise * random.normal()));
  return noise > 0 ? { ...whole, data: whole.data.map(noisy) } : whole;
}

/** A picture of one colour. */
export function even(
  width: number,
  height: number,
  colour: readonly [number, number, number],
): Picture {
  const data = new Float32Array(3 * width * height);
  colour.forEach((value, c) => data.fill(value, c * width * height, (c + 1) * width * height));
  return { data, channels: 3, height, width };
}

/** The same on each side. */
export function everywhere(pixels: number): Border {
  return { left: pixels, top: pixels, right: pixels, bottom: pixels };
}

/** A picture as sharp takes it. */
export function toSharp({ data, width, height }: Picture): Sharp {
  const pixels = width * height;
  const bytes = Uint8Array.from(
    { length: 3 * pixels },
    (_, i) => Math.round(255 * (data[i % 3 * pixels + Math.floor(i / 3)] as number)),
  );
  return sharp(bytes, { raw: { width, height, channels: 3 } });
}
