/**
 * What strokes are worth: paired PSNR with and without them, for each way to split. The strokes cover
 * 2% of the pixels and are drawn from the truth (bench/draw_strokes.ts).
 *
 *     deno run -A bench/hints.ts [--pairs 20] [--share 0.02] [--data ../shared/data/pisc128/val]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { split, type SplitOptions } from "../mod.ts";
import { listPairs, readPair } from "../src/learn/evaluation/pairs_folder.ts";
import { pairedPsnr } from "../src/metrics/pairing.ts";
import { drawStrokes } from "./draw_strokes.ts";

const { values } = parseArgs({
  options: {
    pairs: { type: "string", default: "20" },
    share: { type: "string", default: "0.02" },
    data: { type: "string", default: "../shared/data/pisc128/val" },
  },
});
const pairs = await Promise.all(
  (await listPairs(values.data)).slice(0, Number(values.pairs)).map((files) => readPair(files)),
);
const WAYS: Readonly<Record<string, SplitOptions>> = {
  "--method unet": { method: "unet" },
  "--init none": { init: "none" },
  "(default)": {},
};
const mean = (list: readonly number[]) => list.reduce((sum, v) => sum + v, 0) / list.length;
console.log(`Mean paired PSNR over ${pairs.length} pairs, dB; strokes over ${values.share}`);
console.log(["", "without", "with", "gain", "worst", "below"].map((t) => t.padStart(14)).join(""));
for (const [name, options] of Object.entries(WAYS)) {
  const scores: [number, number][] = [];
  for (const [i, { mixture, layers }] of pairs.entries()) {
    const hint = drawStrokes(layers, { share: Number(values.share), seed: i });
    const without = pairedPsnr((await split(mixture, options)).layers, layers);
    scores.push([without, pairedPsnr((await split(mixture, { ...options, hint })).layers, layers)]);
  }
  const gains = scores.map(([without, hinted]) => hinted - without);
  const cells = [
    mean(scores.map(([without]) => without)).toFixed(2),
    mean(scores.map(([, hinted]) => hinted)).toFixed(2),
    mean(gains).toFixed(2),
    Math.min(...gains).toFixed(2),
    String(gains.filter((gain) => gain < 0).length),
  ];
  console.log([name, ...cells].map((cell) => cell.padStart(14)).join(""));
}
