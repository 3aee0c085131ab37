/**
 * How honest the verdict is, on pairs that it was not fitted to: score beside gain, what the words are
 * worth, and how many photos of one scene are told from mixtures.
 *
 *     deno run -A bench/verdict.ts [--method unet] [--init none] [--seed 0] [--pairs 75]
 *         [--data ../shared/data/pisc128/val]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { wordsFor } from "../src/decompose/verdict/judge_split.ts";
import { photoKind } from "../src/decompose/verdict/photo_kind.ts";
import { mirror } from "../src/image/mirror.ts";
import { mixPictures } from "../src/image/mix.ts";
import type { Picture } from "../src/image/picture.ts";
import { listPairs, readPair } from "../src/learn/evaluation/pairs_folder.ts";
import { pairedPsnr } from "../src/metrics/pairing.ts";
import { rankCorrelation } from "../src/metrics/rank_correlation.ts";
import { split } from "../mod.ts";
import { eightBits } from "./verdict_photos.ts";

const { values } = parseArgs({
  options: {
    method: { type: "string" },
    init: { type: "string" },
    seed: { type: "string", default: "0" },
    pairs: { type: "string", default: "75" },
    data: { type: "string", default: "../shared/data/pisc128/val" },
  },
});
const { method, init } = values;
const files = (await listPairs(values.data)).slice(0, Number(values.pairs));
const pairs = await Promise.all(files.map((pair) => readPair(pair)));

const rows = [];
console.log("score    gain dB  distance  unsteadiness");
for (const { name, mixture, layers: truth } of pairs) {
  const seed = method === "unet" ? undefined : Number(values.seed);
  const { layers, report: { verdict } } = await split(mixture, { method, init, seed });
  const gain = pairedPsnr(layers, truth) - pairedPsnr([mixture, mixture], truth);
  rows.push({ ...verdict, gain });
  const { distance, unsteadiness } = verdict.evidence;
  console.log(
    `${verdict.score.toFixed(3)} ${gain.toFixed(2).padStart(10)} ` +
      `${distance?.toFixed(3).padStart(9)} ` +
      `${(unsteadiness?.toFixed(3) ?? "-").padStart(13)}  ${name}  ${verdict.words}`,
  );
}

const mean = (list: readonly number[]) => list.reduce((sum, v) => sum + v, 0) / list.length;
const [scores, gains] = [rows.map(({ score }) => score), rows.map(({ gain }) => gain)];
console.log(`Rank correlation of score and gain: ${rankCorrelation(scores, gains).toFixed(3)}`);
console.log(
  "\nwords                    pairs  score  >= 1.5 dB  mean dB  below the copy  worst dB",
);
for (const words of [wordsFor(1), wordsFor(0.5), wordsFor(0)]) {
  const of = rows.filter(({ score }) => wordsFor(score) === words);
  if (of.length === 0) continue;
  const gain = of.map((row) => row.gain);
  const worth = gain.filter((g) => g >= 1.5).length;
  console.log(
    (words.split(":")[0] ?? "").padEnd(24) + `${of.length}`.padStart(6) +
      mean(of.map(({ score }) => score)).toFixed(2).padStart(7) + `${worth}`.padStart(11) +
      mean(gain).toFixed(2).padStart(9) + `${gain.filter((g) => g < 0).length}`.padStart(16) +
      Math.min(...gain).toFixed(2).padStart(10),
  );
}

const half = (a: Picture, change: (x: number, y: number, photo: Picture) => [number, number]) =>
  eightBits(mixPictures(a, rearranged(a, change), 0.5));
const singles = pairs.flatMap(({ layers }) => layers);
const firsts = pairs.map(({ layers }) => layers[0]);
const kinds: Record<string, readonly Picture[]> = {
  "mixtures": pairs.map(({ mixture }) => mixture),
  "photos of one scene": singles,
  "moved by 1, 1": firsts.map((photo) => half(photo, (x, y) => [x + 1, y + 1])),
  "moved by 3, 2": firsts.map((photo) => half(photo, (x, y) => [x + 3, y + 2])),
  "moved by 0, 10": firsts.map((photo) => half(photo, (x, y) => [x, y + 10])),
  "mirrored": firsts.map((photo) => half(photo, (x, y, { width }) => [width - 1 - x, y])),
  "mirrored, moved by 4": firsts.map((photo) =>
    half(photo, (x, y, { width }) => [width - 5 - x, y])
  ),
  "upside down": firsts.map((photo) => half(photo, (x, y, { height }) => [x, height - 1 - y])),
};
console.log("\nwhat it is            photos  told single  of these, as its own copy");
const odds: number[][] = [];
for (const [name, photos] of Object.entries(kinds)) {
  const told = await Promise.all(photos.map(photoKind));
  odds.push(told.map(({ oneScene }) => oneScene));
  const single = told.filter(({ kind }) => kind === "single");
  const copies = single.filter(({ doubling }) => doubling);
  console.log(
    name.padEnd(22) + `${photos.length}`.padStart(6) + `${single.length}`.padStart(13) +
      `${copies.length}`.padStart(28),
  );
}
const [mixed = [], one = []] = odds;
const above = one.map((odd) => mean(mixed.map((other) => odd > other ? 1 : odd < other ? 0 : 0.5)));
console.log(`Area under the ROC curve, one scene against mixtures: ${mean(above).toFixed(3)}`);

/** A photo whose pixel (x, y) comes from another place; beyond the border it is mirrored. */
function rearranged(
  photo: Picture,
  from: (x: number, y: number, photo: Picture) => [number, number],
): Picture {
  const { data, width, height } = photo;
  return {
    ...photo,
    data: data.map((_, i) => {
      const pixel = i % (width * height);
      const [x, y] = from(pixel % width, Math.floor(pixel / width), photo);
      return data[i - pixel + mirror(y, height) * width + mirror(x, width)] as number;
    }),
  };
}
