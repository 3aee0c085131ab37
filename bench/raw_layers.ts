/**
 * What networks answer by themselves, before anything is made of it: their two outputs, clipped. The
 * models of docs/report.md are compared by it.
 *
 *     deno run -A bench/raw_layers.ts [--data ../shared/data/pisc128/val] [--sheet FILE.png] WEIGHTS...
 *
 * @module
 */
import { parseArgs } from "node:util";
import { Separator } from "../src/decompose/separator.ts";
import { clipPicture } from "../src/image/clip_picture.ts";
import { encodePng } from "../src/image/encode_png.ts";
import type { Picture } from "../src/image/picture.ts";
import { listPairs, readPair } from "../src/learn/evaluation/pairs_folder.ts";
import { meanSquare } from "../src/metrics/mean_square.ts";
import { evaluateCopy, evaluateSplit, type Evaluation } from "../src/metrics/pairing.ts";
import { pictureGrid } from "../src/report/picture_grid.ts";
import { openBackend } from "../src/runtime/open_backend.ts";
import { decodeWeights } from "../src/weights/weights.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string", default: "../shared/data/pisc128/val" },
    sheet: { type: "string" },
  },
});
const pairs = await Promise.all((await listPairs(values.data)).map((files) => readPair(files)));
const engine = await openBackend("cpu");
/** Pairs on the sheet, evenly spaced. */
const ROWS = 3;
const shown = pairs.filter((_, i) => i % Math.ceil(pairs.length / ROWS) === 0);
const rows = shown.map(({ mixture, layers }) => [mixture, ...layers]);

row("", ["PSNR dB", "SSIM", "SI-SDR dB", "apart", "ms a photo"]);
row("copy", cells(pairs.map(({ mixture, layers }) => evaluateCopy(mixture, layers)), 0, 0));
for (const file of positionals) {
  const separator = new Separator(decodeWeights(await Deno.readFile(file), file), engine, file);
  const evaluations: Evaluation[] = [];
  let [apart, milliseconds] = [0, 0];
  for (const pair of pairs) {
    const start = performance.now();
    const [a, b] = (await separator.separate(pair.mixture)).map(clipPicture) as [Picture, Picture];
    // The first photo pays for compiling the network.
    if (evaluations.length > 0) milliseconds += performance.now() - start;
    const evaluation = evaluateSplit([a, b], pair.layers);
    evaluations.push(evaluation);
    apart += meanSquare(a, b);
    rows[shown.indexOf(pair)]?.push(...evaluation.swapped ? [b, a] : [a, b]);
  }
  await separator.release();
  const { length } = pairs;
  row(file, cells(evaluations, Math.sqrt(apart / length), milliseconds / (length - 1)));
}
if (values.sheet) await Deno.writeFile(values.sheet, await encodePng(await pictureGrid(rows)));

function cells(evaluations: readonly Evaluation[], apart: number, milliseconds: number): string[] {
  const mean = (metric: "psnr" | "ssim" | "siSdr") =>
    evaluations.reduce((sum, evaluation) => sum + evaluation[metric], 0) / evaluations.length;
  return [
    mean("psnr").toFixed(2),
    mean("ssim").toFixed(3),
    mean("siSdr").toFixed(2),
    apart.toFixed(3),
    milliseconds.toFixed(0),
  ];
}

function row(name: string, cells: readonly string[]): void {
  console.log(name.padEnd(40) + cells.map((cell) => cell.padStart(11)).join(""));
}
