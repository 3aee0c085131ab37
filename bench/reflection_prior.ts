/**
 * Fits the weights of src/decompose/reflection/prior.ts: pairs of photos, one of them blurred and
 * laid over the other, least squares.
 *
 *     deno run -A bench/reflection_prior.ts [--every 2] [--data ../shared/data/photos]
 *
 * A pair weighs the less the more the reflection changed, so that decibels count and not squares.
 *
 * @module
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { correctionFeatures } from "../src/decompose/reflection/correction.ts";
import { findShare, shareFeatures } from "../src/decompose/reflection/share.ts";
import { clipPicture } from "../src/image/clip_picture.ts";
import { cropPicture } from "../src/image/pad_picture.ts";
import type { Picture } from "../src/image/picture.ts";
import { readPicture } from "../src/image/read_picture.ts";
import { resizePicture } from "../src/image/resize_picture.ts";
import { meanSquare } from "../src/metrics/mean_square.ts";
import { Random } from "../src/random.ts";
import { reflect } from "../tests/decompose/reflection/reflect.ts";
import { NormalEquations } from "./normal_equations.ts";

const { values } = parseArgs({
  options: {
    every: { type: "string", default: "2" },
    data: { type: "string", default: "../shared/data/photos" },
  },
});
const SIDE = 128;
/** Pixels from one that is weighed to the next. */
const STRIDE = 31;
/** Mean squared change at which a pair weighs half. */
const CHANGE = 0.01;

const random = new Random(0, "reflection");
const photos: Picture[] = [];
for (const folder of ["bsds500", "debian", "imagenet"]) {
  const files = [...Deno.readDirSync(join(values.data, folder))].map(({ name }) => name).sort()
    .filter((name, i) => name.endsWith(".jpg") && i % Number(values.every) === 0);
  for (const file of files) photos.push(await square(join(values.data, folder, file)));
}

const shares = new NormalEquations(6);
const cases: { scene: Picture; photo: Picture }[] = [];
for (const scene of photos) {
  const reflected = random.uniform() < 0.03 ? 0 : 0.12 + 0.3 * random.uniform();
  const pane = { reflected, sigma: 1 + 3 * random.uniform() };
  const photo = await reflect(scene, photos[random.integer(photos.length)]!, pane);
  cases.push({ scene, photo });
  shares.add(shareFeatures(photo), reflected, 1);
}
const sharePrior = shares.solve();
console.log(`${cases.length} pairs`);
console.log("REFLECTION_PRIOR", sharePrior.map(round), "RMS", shares.error(sharePrior).toFixed(4));

const corrections = new NormalEquations(9);
for (const { scene, photo } of cases) {
  const reflected = findShare(photo, sharePrior);
  const features = correctionFeatures(photo);
  const weight = 1 / (meanSquare(scene, photo) + CHANGE);
  for (let i = random.integer(STRIDE); i < photo.data.length; i += STRIDE) {
    const row = features.map(({ data }) => reflected * data[i]!);
    corrections.add(row, scene.data[i]! - photo.data[i]!, weight);
  }
}
console.log("CORRECTION_PRIOR", corrections.solve().map(round));

/** The middle of a photo, as large a square as there is. */
async function square(path: string): Promise<Picture> {
  const photo = await readPicture(path);
  const side = Math.min(photo.width, photo.height);
  const [left, top] = [photo.width - side, photo.height - side].map((v) => Math.floor(v / 2));
  const middle = cropPicture(photo, { left: left!, top: top!, width: side, height: side });
  return clipPicture(await resizePicture(middle, { width: SIDE, height: SIDE }));
}

function round(value: number): number {
  return Math.round(value * 10000) / 10000;
}
