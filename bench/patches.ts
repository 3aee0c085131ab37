/**
 * A photo by patches, as the report tried it: each window of 128 pixels is taken apart by the network
 * on its own, at the photo's own resolution, and put back where it was. Nothing tells the network
 * which of its two layers the neighbouring window called the first.
 *
 *     deno run -A bench/patches.ts PHOTO SHEET.png [--weights FILE]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { Separator } from "../src/decompose/separator.ts";
import { clipPicture } from "../src/image/clip_picture.ts";
import { encodePng } from "../src/image/encode_png.ts";
import { cropPicture } from "../src/image/pad_picture.ts";
import type { Picture } from "../src/image/picture.ts";
import { readPicture } from "../src/image/read_picture.ts";
import { fitWithin, resizePicture } from "../src/image/resize_picture.ts";
import { pictureGrid } from "../src/report/picture_grid.ts";
import { openBackend } from "../src/runtime/open_backend.ts";
import { loadWeights } from "../src/weights/load_weights.ts";

const { values, positionals: [path, sheet] } = parseArgs({
  allowPositionals: true,
  options: { weights: { type: "string" } },
});
if (!path || !sheet) {
  console.error("Needs a photo and a file for the sheet: bench/patches.ts PHOTO SHEET.png");
  Deno.exit(2);
}
const SIDE = 128;
/** Long side of each picture on the sheet. */
const SHOWN = 400;

const photo = await readPicture(path);
const separator = new Separator(await loadWeights(values.weights), await openBackend("cpu"));
const layers = [photo, photo].map((p) => ({ ...p, data: p.data.slice() })) as [Picture, Picture];
for (let top = 0; top < photo.height; top += SIDE) {
  for (let left = 0; left < photo.width; left += SIDE) {
    const size = {
      width: Math.min(SIDE, photo.width - left),
      height: Math.min(SIDE, photo.height - top),
    };
    const found = await separator.separate(cropPicture(photo, { left, top, ...size }));
    for (const [i, layer] of layers.entries()) paste(found[i] as Picture, layer, left, top);
  }
}
await separator.release();
const shown = fitWithin(photo.width, photo.height, SHOWN);
const pictures = await Promise.all([photo, ...layers].map((p) => resizePicture(p, shown)));
await Deno.writeFile(sheet, await encodePng(await pictureGrid([pictures.map(clipPicture)])));

function paste(from: Picture, to: Picture, left: number, top: number): void {
  for (let c = 0; c < from.channels; c++) {
    for (let y = 0; y < from.height; y++) {
      const start = (c * from.height + y) * from.width;
      const line = from.data.subarray(start, start + from.width);
      to.data.set(line, (c * to.height + top + y) * to.width + left);
    }
  }
}
