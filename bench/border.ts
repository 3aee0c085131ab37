// How well the border of a scan is found: on borders that are laid around photos, how far its sides
// are from the truth, and on photos as they are, how many are taken to have one.
//
//     deno run -A bench/border.ts FOLDER_OF_PHOTOS... [--as-they-are]

import { Buffer } from "node:buffer";
import sharp from "sharp";
import type { Border } from "../src/image/border.ts";
import { SIDES } from "../src/image/border_strip.ts";
import { findBorder } from "../src/image/find_border.ts";
import { listPictures } from "../src/image/list_pictures.ts";
import { readPicture } from "../src/image/read_picture.ts";
import { median } from "./median.ts";

interface Frame {
  readonly colour: string;
  /** Shares of the long side, left, top, right, bottom. */
  readonly sides: readonly [number, number, number, number];
  /** Standard deviation of the noise of the scan, of 255. */
  readonly noise?: number;
  /** JPEG quality. */
  readonly quality?: number;
  /** Degrees. */
  readonly skew?: number;
  /** Blur of the whole, in pixels. */
  readonly blur?: number;
  /** Radius of the corners, in shares of the long side. */
  readonly corners?: number;
  /** Whether something is written on it. */
  readonly text?: boolean;
}

const EVEN = [0.04, 0.04, 0.04, 0.04] as const;
const FRAMES: Readonly<Record<string, Frame>> = {
  "white paper": { colour: "#f4f2ef", sides: EVEN },
  "black film": { colour: "#0b0a0c", sides: EVEN },
  "cream, noise 5": { colour: "#e8dcc0", sides: EVEN, noise: 5 },
  "grey card, noise 3": { colour: "#8a8884", sides: EVEN, noise: 3 },
  "white, JPEG 75": { colour: "#f4f2ef", sides: EVEN, quality: 75 },
  "black, JPEG 75": { colour: "#0b0a0c", sides: EVEN, quality: 75 },
  "unequal sides": { colour: "#f0ece6", sides: [0.015, 0.03, 0.06, 0.2] },
  "two sides": { colour: "#0b0a0c", sides: [0, 0.08, 0, 0.08] },
  "thin": { colour: "#f4f2ef", sides: [0.012, 0.012, 0.012, 0.012] },
  "round corners": { colour: "#f4f2ef", sides: EVEN, corners: 0.05 },
  "blurred by 1.5": { colour: "#f4f2ef", sides: EVEN, blur: 1.5 },
  "askew by 1": { colour: "#ece6dd", sides: EVEN, skew: 1 },
  "askew by -0.5, noise 3, JPEG 85": {
    colour: "#ece6dd",
    sides: [0.03, 0.05, 0.02, 0.04],
    skew: -0.5,
    noise: 3,
    quality: 85,
  },
  "film with text": { colour: "#14100c", sides: [0.03, 0.06, 0.03, 0.06], text: true },
};

interface Framed {
  readonly bytes: Uint8Array;
  readonly truth: Border;
}

async function frame(photo: string, frame: Frame): Promise<Framed> {
  const { colour, sides, skew = 0 } = frame;
  const { data, info } = await sharp(photo).rotate().removeAlpha().toColourspace("srgb").png()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const long = Math.max(width, height);
  const [left, top, right, bottom] = sides.map((side) => Math.round(side * long)) as number[] as [
    number,
    number,
    number,
    number,
  ];
  const [w, h] = [width + left + right, height + top + bottom];
  const print = await rounded(data, info, (frame.corners ?? 0) * long);
  const words = frame.text ? [{ input: text(w, h, top, bottom), left: 0, top: 0 }] : [];
  // Wide paper around it, so that turning it leaves no gap.
  const margin = Math.ceil(0.1 * long);
  const flat = await sharp({
    create: { width: w + 2 * margin, height: h + 2 * margin, channels: 3, background: colour },
  }).composite([{ input: print, left: left + margin, top: top + margin }]).png().toBuffer();
  const turned = await sharp(flat).rotate(skew, { background: colour }).toBuffer({
    resolveWithObject: true,
  });
  const area = {
    left: Math.round((turned.info.width - w) / 2),
    top: Math.round((turned.info.height - h) / 2),
    width: w,
    height: h,
  };
  let image = sharp(await sharp(turned.data).extract(area).composite(words).png().toBuffer());
  if (frame.blur) image = image.blur(frame.blur);
  const { data: raw } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const noisy = addNoise(raw, frame.noise ?? 0);
  const out = sharp(noisy, { raw: { width: w, height: h, channels: 3 } });
  const bytes = await (frame.quality ? out.jpeg({ quality: frame.quality }) : out.png()).toBuffer();
  return { bytes, truth: turn({ left, top, right, bottom }, w, h, skew) };
}

/** The border that leaves nothing but photo inside, of a print that is turned about the middle. */
function turn({ left, top, right, bottom }: Border, w: number, h: number, degrees: number): Border {
  const [sin, cos] = [Math.sin(degrees * Math.PI / 180), Math.cos(degrees * Math.PI / 180)];
  const corner = (x: number, y: number) =>
    [
      w / 2 + (x - w / 2) * cos - (y - h / 2) * sin,
      h / 2 + (x - w / 2) * sin + (y - h / 2) * cos,
    ] as const;
  const corners = [
    corner(left, top),
    corner(w - right, top),
    corner(w - right, h - bottom),
    corner(left, h - bottom),
  ] as const;
  const [a, b, c, d] = corners;
  return {
    left: Math.max(a[0], d[0]),
    top: Math.max(a[1], b[1]),
    right: w - Math.min(b[0], c[0]),
    bottom: h - Math.min(c[1], d[1]),
  };
}

async function rounded(
  photo: Buffer,
  { width, height }: { readonly width: number; readonly height: number },
  radius: number,
): Promise<Buffer> {
  if (radius === 0) return photo;
  const shape = `<svg width="${width}" height="${height}"><rect width="100%" height="100%" ` +
    `rx="${radius}"/></svg>`;
  return await sharp(photo).ensureAlpha()
    .composite([{ input: Buffer.from(shape), blend: "dest-in" }]).png().toBuffer();
}

/** The maker's name and frame numbers, in the orange of a film's rebate. */
function text(w: number, h: number, top: number, bottom: number): Buffer {
  const line = (y: number, size: number) =>
    [0.1, 0.55].map((x) =>
      `<text x="${x * w}" y="${y}" font-size="${size}" fill="#e8902c" font-family="sans-serif">` +
      `SAFETY FILM 12A</text>`
    ).join("");
  return Buffer.from(
    `<svg width="${w}" height="${h}">${line(top * 0.75, top * 0.5)}` +
      `${line(h - bottom * 0.3, bottom * 0.5)}</svg>`,
  );
}

function addNoise(raw: Uint8Array, deviation: number): Uint8Array {
  let state = 1;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const normal = () => uniform() + uniform() + uniform() + uniform() - 2;
  return raw.map((v) => Math.min(255, Math.max(0, Math.round(v + deviation * normal() * 1.73))));
}

const asTheyAre = Deno.args.includes("--as-they-are");
const photos: string[] = [];
for (const folder of Deno.args.filter((one) => !one.startsWith("--"))) {
  photos.push(...(await listPictures(folder)).pictures);
}
if (asTheyAre) {
  for (const photo of photos) {
    const border = await readPicture(photo).then(findBorder, () => undefined);
    if (border) console.log(photo, ...SIDES.map((side) => border[side]));
  }
} else {
  for (const [name, kind] of Object.entries(FRAMES)) {
    const errors: number[] = [];
    let missed = 0;
    for (const photo of photos) {
      const { bytes, truth } = await frame(photo, kind);
      const found = findBorder(await readPicture(bytes));
      if (!found) missed++;
      else errors.push(...SIDES.map((side) => found[side] - truth[side]));
    }
    const sorted = errors.toSorted((a, b) => a - b);
    const within = errors.filter((e) => e >= -1 && e <= 3).length / errors.length;
    console.log(
      name.padEnd(34),
      `found ${photos.length - missed} of ${photos.length}`,
      `median ${median(errors).toFixed(1)}, from ${sorted[0]?.toFixed(1)} to ` +
        `${sorted.at(-1)?.toFixed(1)} px, ${(100 * within).toFixed(0)}% within -1..3`,
    );
  }
}
