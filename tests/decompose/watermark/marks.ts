import sharp from "npm:sharp@0.35.5";
import type { Picture } from "../../../src/image/picture.ts";

/** One colour of a mark: where it is, how opaque, and in what colour. */
export interface Layer {
  /** Coverage, [1,h,w] in [0, 1], smooth at its edges. */
  readonly shape: Picture;
  readonly opacity: number;
  readonly colour: readonly number[];
}

/** A photo with a mark, and what a perfect removal would find. */
export interface Marked {
  /** Rounded to 8 bits, [3,h,w]. */
  readonly photo: Picture;
  /** 1 - opacity, [1,h,w]. */
  readonly share: Picture;
}

/** Letters as strokes in a box of 10 x 14: a clean machine has no fonts. */
const LETTERS: Readonly<Record<string, string>> = {
  P: "M1 14V0H6A3.5 3.5 0 0 1 6 7.5H1",
  H: "M1 0V14M9 0V14M1 7H9",
  O: "M5 0A4.3 7 0 0 1 5 14A4.3 7 0 0 1 5 0Z",
  T: "M0 0H10M5 0V14",
  S: "M9 2.2C7.5 0 1.5 -.7 1.3 3.5S9 6.5 9 10.7S2 14.8 .8 11.8",
};

/**
 * Draws a word across the picture, slanted, as watermarks are.
 *
 * @param lines Its stroke, as a share of a letter's width; 0.24 is a bold face.
 */
export function word(width: number, height: number, lines = 0.24): Promise<Picture> {
  const letters = [..."PHOTOS"];
  const scale = 0.82 * width / (13.5 * letters.length);
  const strokes = letters.map((letter, i) =>
    `<path transform="translate(${13.5 * (i - letters.length / 2) + 1.7} -7)" d="${
      LETTERS[letter]
    }"/>`
  );
  return draw(
    width,
    height,
    `<g fill="none" stroke="#fff" stroke-width="${10 * lines}" stroke-linejoin="round"
      transform="translate(${width / 2} ${height / 2}) rotate(-12) scale(${scale})">
      ${strokes.join("")}</g>`,
  );
}

/** The parts of a logo: a ring, a star inside it, a bar beneath. They do not overlap. */
export function logoParts(width: number, height: number): Promise<readonly Picture[]> {
  const at = `transform="translate(${0.56 * width} ${0.46 * height}) scale(${
    0.3 * Math.min(width, height)
  })"`;
  const star = Array.from({ length: 10 }, (_, i) => {
    const [angle, radius] = [Math.PI * i / 5, i % 2 === 0 ? 0.68 : 0.3];
    return `${radius * Math.sin(angle)} ${-radius * Math.cos(angle)}`;
  });
  return Promise.all([
    `<circle r="0.87" fill="none" stroke="#fff" stroke-width="0.22" ${at}/>`,
    `<polygon points="${star.join(" ")}" fill="#fff" ${at}/>`,
    `<rect x="-0.95" y="1.08" width="1.9" height="0.3" rx="0.1" fill="#fff" ${at}/>`,
  ].map((shapes) => draw(width, height, shapes)));
}

async function draw(width: number, height: number, shapes: string): Promise<Picture> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="${width}" height="${height}" fill="#000"/>${shapes}</svg>`;
  const bytes = await sharp(new TextEncoder().encode(svg)).extractChannel(0).raw().toBuffer();
  return { data: Float32Array.from(bytes, (v) => v / 255), channels: 1, height, width };
}

/** Lays a mark over a photo, and rounds the result to 8 bits. */
export function putMark(photo: Picture, layers: readonly Layer[]): Marked {
  const pixels = photo.height * photo.width;
  const share = new Float32Array(pixels).fill(1);
  const added = new Float32Array(3 * pixels);
  for (const { shape, opacity, colour } of layers) {
    for (let i = 0; i < pixels; i++) {
      const covered = opacity * (shape.data[i] as number);
      share[i]! -= covered;
      for (let c = 0; c < 3; c++) added[c * pixels + i]! += covered * (colour[c] as number);
    }
  }
  const data = photo.data.map((v, i) =>
    Math.round(255 * (v * (share[i % pixels] as number) + (added[i] as number))) / 255
  );
  return { photo: { ...photo, data }, share: { ...photo, channels: 1, data: share } };
}

/** A mask of what lies within `reach` pixels of a mark, in rows and columns. */
export function around({ data, height, width }: Picture, reach: number): Picture {
  const mask = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((data[y * width + x] as number) >= 1) continue;
      for (let v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++) {
        mask.fill(
          1,
          v * width + Math.max(0, x - reach),
          v * width + Math.min(width, x + reach + 1),
        );
      }
    }
  }
  return { data: mask, channels: 1, height, width };
}

/** A mask of the box around a mark, `reach` pixels larger. */
export function boxAround({ data, height, width }: Picture, reach: number): Picture {
  let [left, right, top, bottom] = [width, 0, height, 0];
  data.forEach((v, i) => {
    if (v >= 1) return;
    [left, right] = [Math.min(left, i % width), Math.max(right, i % width)];
    const y = Math.floor(i / width);
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  });
  const mask = data.map((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const inside = x >= left - reach && x <= right + reach && y >= top - reach &&
      y <= bottom + reach;
    return inside ? 1 : 0;
  });
  return { data: mask, channels: 1, height, width };
}
