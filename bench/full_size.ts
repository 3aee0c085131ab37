/**
 * How well what was found at 256 pixels is carried to 1024: mixtures that have detail at that size (see
 * large_mixtures.ts), the mean over both layers of the PSNR, in dB, under the better pairing.
 *
 * - `fit`: the layers at 256 pixels, against the true ones at that size;
 * - `bilinear`: these, enlarged;
 * - `ours`: what `split` answers, and what that is above `bilinear` and `fit`;
 * - `most`: ours with the true detail (all that 256 pixels do not hold) in place of its own: no way of
 *   enlarging can do better without knowing more of the regions;
 * - `apart`: how far the layers are, at most, from adding up to the photo, in steps of eight bits.
 *
 *     deno run -A bench/full_size.ts [--photos ../shared/data/photos/fixture-grade] [--rounds 1]
 *         [--size 256] [--steps N]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { type Picture, split, type SplitOptions } from "../mod.ts";
import { clipPicture } from "../src/image/clip_picture.ts";
import { resizePicture } from "../src/image/resize_picture.ts";
import { evaluateCopy, type Pair, pairedPsnr } from "../src/metrics/pairing.ts";
import { psnr } from "../src/metrics/psnr.ts";
import { enlargeBilinear } from "./enlarge_bilinear.ts";
import { type LargeMixture, largeMixtures } from "./large_mixtures.ts";

const { values } = parseArgs({
  options: {
    photos: { type: "string", default: "../shared/data/photos/fixture-grade" },
    rounds: { type: "string", default: "1" },
    steps: { type: "string" },
    size: { type: "string", default: "256" },
  },
});
const options: SplitOptions = values.steps === undefined ? {} : { steps: Number(values.steps) };
const SIDE = Number(values.size);
const COLUMNS = ["copy", "fit", "bilinear", "ours", "- bilinear", "- fit", "most", "apart"];

console.log("".padEnd(12) + COLUMNS.map((name) => name.padStart(11)).join(""));
const rows: number[][] = [];
for (const one of await largeMixtures(values.photos, Number(values.rounds))) {
  const row = await measure(one);
  rows.push(row);
  print(one.name, row);
}
print("mean", COLUMNS.map((_, i) => rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length));
print(
  "worst",
  COLUMNS.map((name, i) => Math[name === "apart" ? "max" : "min"](...rows.map((row) => row[i]!))),
);

async function measure({ mixture, layers: truth }: LargeMixture): Promise<number[]> {
  const size = { width: SIDE, height: SIDE };
  let fitted: Pair | undefined;
  const { layers } = await split(mixture, {
    ...options,
    size: SIDE,
    onProgress: async ({ step, steps, preview }) => {
      if (step === steps) ({ layers: fitted } = await preview(SIDE));
    },
  });
  if (!fitted) throw new Error("There was no step");
  const small = await both(truth, async (layer) => clipPicture(await resizePicture(layer, size)));
  const fit = pairedPsnr(fitted, small);
  const bilinear = pairedPsnr(await both(fitted, (one) => enlargeBilinear(one, mixture)), truth);
  const ours = pairedPsnr(layers, truth);
  return [
    evaluateCopy(mixture, truth).psnr,
    fit,
    bilinear,
    ours,
    ours - bilinear,
    ours - fit,
    pairedPsnr(await withTrueDetail(layers, truth), truth),
    apart(layers, mixture),
  ];
}

async function withTrueDetail(layers: Pair, truth: Pair): Promise<Pair> {
  const straight = psnr(layers[0], truth[0]) + psnr(layers[1], truth[1]);
  const crossed = psnr(layers[1], truth[0]) + psnr(layers[0], truth[1]);
  const [first, second] = straight >= crossed ? layers : [layers[1], layers[0]];
  const exchange = async (layer: Picture, other: Picture) => {
    const difference = { ...layer, data: layer.data.map((v, i) => v - other.data[i]!) };
    const shrunk = await resizePicture(difference, { width: SIDE, height: SIDE });
    const { data } = await resizePicture(shrunk, layer);
    return { ...layer, data: other.data.map((v, i) => v + data[i]!) };
  };
  return [await exchange(first, truth[0]), await exchange(second, truth[1])];
}

function apart([a, b]: Pair, mixture: Picture): number {
  const shown = (v: number) => Math.round(v * 255);
  return mixture.data.reduce((most, v, i) => {
    const sum = (shown(a.data[i]!) + shown(b.data[i]!)) / 2;
    return Math.max(most, Math.abs(sum - v * 255));
  }, 0);
}

async function both(
  [a, b]: Pair,
  make: (one: Picture) => Picture | Promise<Picture>,
): Promise<Pair> {
  return [await make(a), await make(b)];
}

function print(name: string, row: readonly number[]): void {
  console.log(name.padEnd(12) + row.map((value) => value.toFixed(2).padStart(11)).join(""));
}
