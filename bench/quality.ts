/**
 * How good a recipe's layers are, on a fixed list of cases: the fixtures, and pairs of photos of PISC.
 * For each case the copy (the mixture, answered twice), the published settings and ours: paired PSNR,
 * SSIM and SI-SDR, seconds, and the seconds after which ours is as good as published is at its end.
 *
 *     deno run -A bench/quality.ts [--recipe NAME] [--init NAME] [--method NAME] [--steps N] [--seed N]
 *         [--fixtures photo|texture|none] [--pairs 20] [--from 0] [--data ../shared/data/pisc128/val]
 *         [--published 4000] [--peer]
 *
 * `--published 0` leaves that column out. `--peer` has PyTorch do it (../shared/peer), on pictures of
 * 128 x 128.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { layerPaths, loadFixtures } from "../fixtures/fixtures.ts";
import { type Picture, split, type SplitOptions } from "../mod.ts";
import { listPairs, readPair } from "../src/learn/evaluation/pairs_folder.ts";
import { evaluateCopy, evaluateSplit, pairedPsnr } from "../src/metrics/pairing.ts";
import { findTorch, torchSplit } from "./torch_peer.ts";

const { values } = parseArgs({
  options: {
    recipe: { type: "string" },
    method: { type: "string" },
    init: { type: "string" },
    steps: { type: "string" },
    seed: { type: "string" },
    fixtures: { type: "string" },
    pairs: { type: "string", default: "20" },
    from: { type: "string", default: "0" },
    data: { type: "string", default: "../shared/data/pisc128/val" },
    published: { type: "string", default: "4000" },
    peer: { type: "boolean", default: false },
  },
});
const numbers = (["steps", "seed"] as const).flatMap((name) =>
  values[name] === undefined ? [] : [[name, Number(values[name])]]
);
const { recipe, method, init } = values;
const ours: SplitOptions = { recipe, method, init, ...Object.fromEntries(numbers) };
const publishedSteps = Number(values.published);

interface Case {
  readonly name: string;
  readonly mixture: Picture;
  readonly layers: readonly [Picture, Picture];
  readonly files: readonly [string, string];
}
interface Score {
  readonly psnr: number;
  readonly ssim: number;
  readonly siSdr: number;
  readonly seconds: number;
}

const torch = values.peer ? await findTorch("split", "cpu") : undefined;
if (values.peer && !torch) {
  console.error("PyTorch is not installed (apt-get install python3-torch): leave out --peer");
  Deno.exit(1);
}
console.log("paired PSNR dB / SSIM / SI-SDR dB / seconds; ours reaches published's PSNR after");
const [gains, all]: [number[], Score[]] = [[], []];
for (const one of await cases()) {
  const copy = { ...evaluateCopy(one.mixture, one.layers), seconds: 0 };
  const published = publishedSteps > 0 ? await runPublished(one) : undefined;
  const { score, reached } = await runOurs(one, published?.psnr);
  gains.push(score.psnr - copy.psnr);
  all.push(score);
  const cells = [cell(copy), ...published ? [cell(published)] : [], cell(score)];
  const after = published ? `  ${reached === undefined ? "never" : `${reached.toFixed(1)} s`}` : "";
  console.log(one.name.padEnd(22) + cells.map((text) => text.padStart(26)).join("") + after);
}
const mean = (list: readonly number[]) => list.reduce((sum, v) => sum + v, 0) / list.length;
console.log(
  `ours, mean of ${gains.length}: ${mean(all.map(({ psnr }) => psnr)).toFixed(2)} dB, ` +
    `${signed(mean(gains))} dB beside the copy, worst ${signed(Math.min(...gains))} dB, ` +
    `${gains.filter((gain) => gain < -0.3).length} below it by more than 0.3 dB`,
);

async function cases(): Promise<readonly Case[]> {
  const from = Number(values.from);
  const files = (await listPairs(values.data)).slice(from, from + Number(values.pairs));
  const fixtures = (await loadFixtures()).filter(({ kind }) =>
    values.fixtures === undefined || values.fixtures === kind
  );
  return [
    ...fixtures.map((fixture) => ({ ...fixture, files: layerPaths(fixture.name) })),
    ...await Promise.all(
      files.map(async (pair) => ({ ...await readPair(pair), files: pair.layers })),
    ),
  ];
}

async function runPublished({ mixture, layers, files }: Case): Promise<Score> {
  if (torch) {
    const answer = await torchSplit(torch, files, { size: 128, steps: publishedSteps });
    return { ...evaluateSplit(answer.layers, answer.truth), seconds: answer.seconds };
  }
  const start = performance.now();
  const answer = await split(mixture, { recipe: "published", steps: publishedSteps });
  return { ...evaluateSplit(answer.layers, layers), seconds: secondsSince(start) };
}

/** Looks at the answer now and then; the time that this takes is not counted. */
async function runOurs(
  { mixture, layers }: Case,
  goal = Infinity,
): Promise<{ readonly score: Score; readonly reached: number | undefined }> {
  const start = performance.now();
  let [looking, reached]: [number, number | undefined] = [0, undefined];
  const answer = await split(mixture, {
    ...ours,
    onProgress: async ({ step, preview }) => {
      if (goal === Infinity || reached !== undefined || step % 10 !== 0) return;
      const looked = performance.now();
      if (pairedPsnr((await preview()).layers, layers) >= goal) {
        reached = (looked - start - looking) / 1000;
      }
      looking += performance.now() - looked;
    },
  });
  const seconds = secondsSince(start) - looking / 1000;
  const score = { ...evaluateSplit(answer.layers, layers), seconds };
  return { score, reached: reached ?? (score.psnr >= goal ? seconds : undefined) };
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}

function cell({ psnr, ssim, siSdr, seconds }: Score): string {
  return `${psnr.toFixed(2)} ${ssim.toFixed(3)} ${siSdr.toFixed(2)} ${seconds.toFixed(1)}`;
}

function signed(value: number): string {
  return (value < 0 ? "" : "+") + value.toFixed(2);
}
