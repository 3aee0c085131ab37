/**
 * Fits the weights of src/decompose/dehaze/prior.ts: photos under synthetic haze of known airlight
 * and transmission, one in seven without, least squares.
 *
 *     deno run -A bench/dehaze_prior.ts [--every 3] [--hazes 3] [--data ../shared/data/photos]
 *
 * An error of log t moves the scene by (airlight - scene) times it, so that is what it weighs; log t
 * is linear in the features, so one set of normal equations is the whole fit.
 *
 * @module
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { airlightFeatures, findAirlight } from "../src/decompose/dehaze/airlight.ts";
import { transmissionFeatures } from "../src/decompose/dehaze/transmission.ts";
import { boxMean } from "../src/image/box_mean.ts";
import type { Picture } from "../src/image/picture.ts";
import { readPicture } from "../src/image/read_picture.ts";
import { fitWithin, resizePicture } from "../src/image/resize_picture.ts";
import { Random } from "../src/random.ts";
import { NormalEquations } from "./normal_equations.ts";
import { addHaze, type Haziness } from "../tests/decompose/dehaze/haze.ts";

const { values } = parseArgs({
  options: {
    every: { type: "string", default: "3" },
    hazes: { type: "string", default: "3" },
    data: { type: "string", default: "../shared/data/photos" },
  },
});
/** Pixels from one that is weighed to the next; the fields are smooth. */
const STRIDE = 8;

const random = new Random(0, "haze");
const hazy: { scene: Picture; photo: Picture; transmission: Picture; haze?: Haziness }[] = [];
for (const folder of ["bsds500", "debian", "imagenet"]) {
  const files = [...Deno.readDirSync(join(values.data, folder))].map(({ name }) => name).sort()
    .filter((name, i) => name.endsWith(".jpg") && i % Number(values.every) === 0);
  for (const file of files) {
    const photo = await readPicture(join(values.data, folder, file));
    const scene = await resizePicture(photo, fitWithin(photo.width, photo.height, 128));
    for (let i = 0; i < Number(values.hazes); i++) {
      const haze = random.uniform() < 1 / 7 ? undefined : randomHaze();
      const none = { airlight: [1, 1, 1], transmission: () => 1 };
      hazy.push({ scene, haze, ...addHaze(scene, haze ?? none) });
    }
  }
}

const air = new NormalEquations(6);
for (const { photo, transmission, haze } of hazy) {
  if (haze === undefined) continue;
  // An error of the airlight moves the scene by (1 - t) / t of it.
  const weight = mean(transmission.data.map((t) => Math.min(4, (1 - t) / t)));
  airlightFeatures(photo).forEach((f, c) => air.add(f, haze.airlight[c] as number, weight));
}
const airlightPrior = air.solve();
console.log(`${hazy.length} photos`);
console.log("AIRLIGHT_PRIOR", airlightPrior.map(round), "RMS", air.error(airlightPrior).toFixed(4));

const log = new NormalEquations(8);
for (const { scene, photo, transmission, haze } of hazy) {
  const found = findAirlight(photo, airlightPrior);
  const { data, width } = transmissionFeatures(photo, found);
  const pixels = transmission.data.length;
  const squares = scene.data.map((v, i) =>
    ((haze?.airlight ?? found)[Math.floor(i / pixels)]! - v) ** 2
  );
  const weights = boxMean({ ...scene, data: squares }, STRIDE).data;
  for (let i = 0; i < pixels; i++) {
    if (i % width % STRIDE !== STRIDE / 2 || Math.floor(i / width) % STRIDE !== STRIDE / 2) {
      continue;
    }
    const features = Array.from({ length: 8 }, (_, k) => data[k * pixels + i] as number);
    const weight = mean([0, 1, 2].map((c) => weights[c * pixels + i] as number));
    log.add(features, Math.log(transmission.data[i] as number), weight);
  }
}
const transmissionPrior = log.solve();
console.log(
  "TRANSMISSION_PRIOR",
  transmissionPrior.map(round),
  "RMS of log t",
  log.error(transmissionPrior).toFixed(4),
);

/** Airlight from grey to white with a slight tint; even haze, or a ramp, a disc or waves of it. */
function randomHaze(): Haziness {
  const level = 0.75 + 0.25 * random.uniform();
  const tint = [0, 1, 2].map(() => 0.03 * random.normal());
  const airlight = tint.map((v) => Math.min(1, Math.max(0.6, level + v - mean(tint))));
  if (random.uniform() < 0.2) {
    const t = 0.2 + 0.75 * random.uniform();
    return { airlight, transmission: () => t };
  }
  const least = 0.15 + 0.65 * random.uniform();
  const most = least + (1 - least) * random.uniform();
  const [angle, a, b, c] = [1, 1, 1, 1].map(() => 2 * Math.PI * random.uniform()) as [
    number,
    number,
    number,
    number,
  ];
  const shapes = [
    (x: number, y: number) =>
      0.5 + (Math.cos(angle) * (x - 0.5) + Math.sin(angle) * (y - 0.5)) / 1.5,
    (x: number, y: number) => Math.hypot(x - a / 6.3, y - b / 6.3) / 1.4,
    (x: number, y: number) => 0.5 + 0.25 * Math.sin(a * x + b) + 0.25 * Math.cos(c * y + angle),
  ];
  const shape = shapes[random.integer(3)]!;
  const geometric = random.uniform() < 0.5;
  const transmission = (x: number, y: number) => {
    const share = Math.min(1, Math.max(0, shape(x, y)));
    return geometric ? most ** (1 - share) * least ** share : most + (least - most) * share;
  };
  return { airlight, transmission };
}

function mean(list: Iterable<number>): number {
  const values = [...list];
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
