/**
 * How good a recipe's layers are: on pairs of photos of PISC and on the fixtures, beside the copy
 * (the mixture, answered twice), with the bad cases.
 *
 *     deno run -A bench/quality.ts [--recipe NAME] [--method NAME] [--init NAME] [--steps N]
 *         [--seed N] [--pairs 10] [--from 0] [--pairs-only] [--data ../shared/data/pisc128/val]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { loadFixtures } from "../fixtures/fixtures.ts";
import { evaluateCopy, evaluateSplit } from "../src/metrics/pairing.ts";
import { split } from "../mod.ts";
import { listPairs, readPair } from "../src/learn/evaluation/pairs_folder.ts";

const { values } = parseArgs({
  options: {
    recipe: { type: "string" },
    method: { type: "string" },
    init: { type: "string" },
    steps: { type: "string" },
    seed: { type: "string", default: "0" },
    pairs: { type: "string", default: "10" },
    "pairs-only": { type: "boolean", default: false },
    from: { type: "string", default: "0" },
    data: { type: "string", default: "../shared/data/pisc128/val" },
  },
});
const { recipe, method, init, steps } = values;
const numbers = { steps: steps ? Number(steps) : undefined, seed: Number(values.seed) };
const options = { recipe, method, init, ...numbers };

const from = Number(values.from);
const files = (await listPairs(values.data)).slice(from, from + Number(values.pairs));
const cases = [
  ...await Promise.all(files.map((pair) => readPair(pair))),
  ...values["pairs-only"] ? [] : await loadFixtures(),
];
const METRICS = ["psnr", "ssim", "siSdr", "detail"] as const;
const row = (name: string, cells: readonly string[]) =>
  console.log(name.padEnd(24) + cells.map((cell) => cell.padStart(8)).join(""));

console.log("Each metric less the copy's own; dB but for ssim");
row("", ["copy", ...METRICS.map((metric) => `+${metric}`), "seconds"]);
const gains: number[][] = [];
for (const { name, mixture, layers: truth } of cases) {
  const start = performance.now();
  const { layers } = await split(mixture, options);
  const seconds = (performance.now() - start) / 1000;
  const [ours, copy] = [evaluateSplit(layers, truth), evaluateCopy(mixture, truth)];
  const gain = METRICS.map((metric) => ours[metric] - copy[metric]);
  gains.push(gain);
  row(name, [copy.psnr.toFixed(2), ...gain.map(signed), seconds.toFixed(0)]);
}
const column = (i: number) => gains.map((gain) => gain[i] as number);
const mean = (list: readonly number[]) => list.reduce((sum, v) => sum + v, 0) / list.length;
row("mean", ["", ...METRICS.map((_, i) => signed(mean(column(i))))]);
row("worst", ["", ...METRICS.map((_, i) => signed(Math.min(...column(i))))]);
const below = gains.filter(([psnr = 0]) => psnr < 0).length;
console.log(`${below} of ${gains.length} have less PSNR than the copy`);

function signed(value: number): string {
  return (value < 0 ? "" : "+") + value.toFixed(2);
}
