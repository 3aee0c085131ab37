import { Buffer } from "node:buffer";
import sharp from "sharp";
import type { Border } from "../src/image/border.ts";
import { Random } from "../src/random.ts";

/** What is laid around a photo, and what a scanner makes of it. */
export interface Frame {
  readonly colour: string;
  /** How wide it is on the left, top, right and bottom, in shares of the long side. */
  readonly sides: readonly [number, number, number, number];
  /** Standard deviation of the noise, in levels of 255. */
  readonly noise?: number;
  /** Of a JPEG. */
  readonly quality?: number;
  /** How the print lies, in degrees. */
  readonly askew?: number;
  /** Standard deviation of the blur, in pixels. */
  readonly blur?: number;
  /** Radius of the photo's corners, in shares of the long side. */
  readonly corners?: number;
  /** Whether something is written above and below the photo. */
  readonly written?: boolean;
}

/** A photo with a frame, as a file, and where the frame ends: what is inside is photo alone. */
export interface FramedPhoto {
  readonly bytes: Uint8Array;
  readonly border: Border;
}

/**
 * Lays a frame around a photo.
 *
 * @param path The photo's file.
 * @param frame The frame.
 */
export async function framePhoto(path: string, frame: Frame): Promise<FramedPhoto> {
  const { colour, askew = 0 } = frame;
  const { data, info } = await sharp(path).autoOrient().removeAlpha().toColourspace("srgb").png()
    .toBuffer({ resolveWithObject: true });
  const long = Math.max(info.width, info.height);
  const [left, top, right, bottom] = frame.sides.map((side) => Math.round(side * long)) as
    & number[]
    & [number, number, number, number];
  const [width, height] = [info.width + left + right, info.height + top + bottom];
  const print = frame.corners ? await round(data, info, frame.corners * long) : data;
  // More paper than that all around, so that turning it leaves no gap.
  const margin = Math.ceil(0.1 * long);
  const paper = { channels: 3, background: colour } as const;
  const flat = await sharp({
    create: { width: width + 2 * margin, height: height + 2 * margin, ...paper },
  }).composite([{ input: print, left: left + margin, top: top + margin }]).png().toBuffer();
  const turned = await sharp(flat).rotate(askew, { background: colour }).png()
    .toBuffer({ resolveWithObject: true });
  const [x, y] = [turned.info.width - width, turned.info.height - height].map((d) =>
    Math.round(d / 2)
  ) as [number, number];
  const cut = await sharp(turned.data).extract({ left: x, top: y, width, height }).png().toBuffer();
  const words = frame.written ? [{ input: writing(width, height, top, bottom) }] : [];
  const image = sharp(await sharp(cut).composite(words).png().toBuffer());
  if (frame.blur) image.blur(frame.blur);
  const raw = addNoise(await image.removeAlpha().raw().toBuffer(), frame.noise ?? 0);
  const scan = sharp(raw, { raw: { width, height, channels: 3 } });
  const bytes = await (frame.quality ? scan.jpeg({ quality: frame.quality }) : scan.png())
    .toBuffer();
  return { bytes, border: turnedBorder({ left, top, right, bottom }, { width, height }, askew) };
}

/** The border inside of which all is photo, when the photo is turned about the middle. */
function turnedBorder(
  { left, top, right, bottom }: Border,
  { width, height }: { readonly width: number; readonly height: number },
  degrees: number,
): Border {
  const [sin, cos] = [Math.sin(degrees * Math.PI / 180), Math.cos(degrees * Math.PI / 180)];
  const turned = (x: number, y: number) => {
    const [dx, dy] = [x - width / 2, y - height / 2];
    return { x: width / 2 + dx * cos - dy * sin, y: height / 2 + dx * sin + dy * cos };
  };
  const [a, b] = [turned(left, top), turned(width - right, top)];
  const [c, d] = [turned(width - right, height - bottom), turned(left, height - bottom)];
  return {
    left: Math.max(a.x, d.x),
    top: Math.max(a.y, b.y),
    right: width - Math.min(b.x, c.x),
    bottom: height - Math.min(c.y, d.y),
  };
}

async function round(
  photo: Buffer,
  { width, height }: { readonly width: number; readonly height: number },
  radius: number,
): Promise<Buffer> {
  const shape = `<svg width="${width}" height="${height}"><rect width="100%" height="100%" ` +
    `rx="${radius}"/></svg>`;
  return await sharp(photo).ensureAlpha()
    .composite([{ input: Buffer.from(shape), blend: "dest-in" }]).png().toBuffer();
}

/** The name of the film and the number of the picture, as they are on its edge. */
function writing(width: number, height: number, top: number, bottom: number): Buffer {
  const line = (y: number, size: number) =>
    [0.1, 0.55].map((x) =>
      `<text x="${x * width}" y="${y}" font-size="${size}" fill="#e8902c" ` +
      `font-family="sans-serif">SAFETY FILM 12A</text>`
    ).join("");
  const lines = line(top * 0.75, top * 0.5) + line(height - bottom * 0.3, bottom * 0.5);
  return Buffer.from(`<svg width="${width}" height="${height}">${lines}</svg>`);
}

function addNoise(raw: Uint8Array, deviation: number): Uint8Array {
  const random = new Random(1, "noise");
  if (deviation === 0) return raw;
  return raw.map((v) => Math.min(255, Math.max(0, Math.round(v + deviation * random.normal()))));
}
