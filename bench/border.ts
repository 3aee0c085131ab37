/**
 * How well the border of a scan is found: frames of many kinds are laid around photos, and what is
 * found is compared with where they end. Negative is border that was left in the photo, positive is
 * photo that was taken for border. With --as-they-are, which photos are taken to have one as they are.
 *
 *     deno run -A bench/border.ts FOLDER_OF_PHOTOS... [--as-they-are]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { SIDES } from "../src/image/border_strip.ts";
import { findBorder } from "../src/image/find_border.ts";
import { listPictures } from "../src/image/list_pictures.ts";
import { readPicture } from "../src/image/read_picture.ts";
import { type Frame, framePhoto } from "./frame_photo.ts";
import { median } from "./median.ts";

const EVEN = [0.04, 0.04, 0.04, 0.04] as const;
const [PAPER, CREAM, FILM] = ["#f4f2ef", "#e8dcc0", "#0b0a0c"] as const;
const FRAMES: Readonly<Record<string, Frame>> = {
  "white paper": { colour: PAPER, sides: EVEN },
  "black film": { colour: FILM, sides: EVEN },
  "cream paper, noise of 5": { colour: CREAM, sides: EVEN, noise: 5 },
  "grey card, noise of 3": { colour: "#8a8884", sides: EVEN, noise: 3 },
  "white paper, JPEG 75": { colour: PAPER, sides: EVEN, quality: 75 },
  "black film, JPEG 75": { colour: FILM, sides: EVEN, quality: 75 },
  "unequal sides": { colour: PAPER, sides: [0.015, 0.03, 0.06, 0.2] },
  "two sides": { colour: FILM, sides: [0, 0.08, 0, 0.08] },
  "thin": { colour: PAPER, sides: [0.012, 0.012, 0.012, 0.012] },
  "round corners": { colour: PAPER, sides: EVEN, corners: 0.05 },
  "blurred by 1.5 px": { colour: PAPER, sides: EVEN, blur: 1.5 },
  "1 degree askew": { colour: CREAM, sides: EVEN, askew: 1 },
  "0.5 degrees askew, noise, JPEG": {
    ...{ colour: CREAM, sides: [0.03, 0.05, 0.02, 0.04] },
    ...{ askew: -0.5, noise: 3, quality: 85 },
  },
  "film with writing": { colour: FILM, sides: [0.03, 0.06, 0.03, 0.06], written: true },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { "as-they-are": { type: "boolean", default: false } },
});
const lists = await Promise.all(positionals.map((folder) => listPictures(folder)));
const photos = lists.flatMap(({ pictures }) => pictures);

if (values["as-they-are"]) {
  let [found, seconds] = [0, 0];
  for (const path of photos) {
    const photo = await readPicture(path);
    const start = performance.now();
    const border = findBorder(photo);
    seconds += (performance.now() - start) / 1000;
    if (!border) continue;
    found++;
    console.log(path, SIDES.map((side) => border[side]).join(","));
  }
  console.log(
    `${found} of ${photos.length}; ${(1000 * seconds / photos.length).toFixed(0)} ms each`,
  );
} else {
  console.log(`${photos.length} photos; errors of all sides in pixels`);
  const row = (cells: readonly (string | number)[]) =>
    console.log(cells.map((cell, i) => i ? `${cell}`.padStart(10) : `${cell}`.padEnd(32)).join(""));
  row(["", "missed", "median", "least", "most", "-1 to 3"]);
  for (const [name, frame] of Object.entries(FRAMES)) {
    const errors: number[] = [];
    let missed = 0;
    for (const photo of photos) {
      const { bytes, border } = await framePhoto(photo, frame);
      const found = findBorder(await readPicture(bytes));
      if (found) errors.push(...SIDES.map((side) => found[side] - border[side]));
      else missed++;
    }
    const good = errors.filter((e) => e >= -1 && e <= 3).length / errors.length;
    const [least, most] = [Math.min(...errors), Math.max(...errors)];
    const figures = [median(errors), least, most].map((error) => error.toFixed(1));
    row([name, missed, ...figures, `${(100 * good).toFixed(0)}%`]);
  }
}
