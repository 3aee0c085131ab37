/**
 * Fits the coefficients of src/decompose/verdict to training material: how likely a split is worth 1.5
 * dB, and how likely a photo is one scene.
 *
 *     deno run -A bench/verdict_coefficients.ts [--count 350] [--data ../shared/data]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { gradientStatistics } from "../src/decompose/verdict/gradient_statistics.ts";
import { layerDistance } from "../src/decompose/verdict/layer_distance.ts";
import { pairedPsnr } from "../src/metrics/pairing.ts";
import { rankCorrelation } from "../src/metrics/rank_correlation.ts";
import { split } from "../mod.ts";
import { loadAsks } from "./verdict_network.ts";
import { trainingMixtures } from "./verdict_photos.ts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "350" },
    data: { type: "string", default: "../shared/data" },
  },
});
const mixtures = await trainingMixtures(values.data, Number(values.count));

const asks = await loadAsks();
const gains: number[] = [];
const seen: number[][] = [];
for (const { mixture, layers: truth } of mixtures) {
  const { layers } = await split(mixture, { method: "unet" });
  gains.push(pairedPsnr(layers, truth) - pairedPsnr([mixture, mixture], truth));
  seen.push([layerDistance(layers, mixture), Math.log(await asks(mixture) + 2e-3)]);
}
const worth = gains.map((gain) => gain >= 1.5);
const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
console.log(`${gains.length} mixtures, mean gain of the network ${mean.toFixed(2)} dB`);
show("distance, wavering, constant", seen, worth);
show("distance, constant", seen.map(([distance = 0]) => [distance]), worth);

const statistics = (photo: Parameters<typeof gradientStatistics>[0]) => {
  const { density, strongest } = gradientStatistics(photo);
  return [density, strongest];
};
const two = mixtures.map(({ mixture }) => statistics(mixture));
const one = mixtures.flatMap(({ layers }) => layers.map(statistics));
// As many of the one as of the other: each mixture counts twice.
const photos = [...one, ...two, ...two];
const weights = show("density, strongest, constant", photos, photos.map((_, i) => i < one.length));
const odds = two.map((features) => product(features, weights)).sort((a, b) => b - a);
console.log(`One mixture in 50 is above ${odds[Math.floor(odds.length / 50)]?.toFixed(2)}`);

function show(names: string, features: readonly number[][], is: readonly boolean[]): number[] {
  const weights = regression(features, is);
  const logits = features.map((row) => product(row, weights));
  const correlation = is === worth
    ? `, rank correlation with the gain ${rankCorrelation(logits, gains).toFixed(3)}`
    : "";
  console.log(`${names}: ${weights.map((w) => w.toFixed(3)).join(", ")}${correlation}`);
  return weights;
}

/** Logistic regression by Newton's method; the constant comes last. */
function regression(features: readonly number[][], is: readonly boolean[]): number[] {
  const rows = features.map((row) => [...row, 1]);
  const size = rows[0]?.length ?? 0;
  let weights = new Array<number>(size).fill(0);
  for (let round = 0; round < 30; round++) {
    const gradient = new Array<number>(size).fill(0);
    const curvature = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    rows.forEach((row, k) => {
      const p = 1 / (1 + Math.exp(-row.reduce((sum, v, i) => sum + v * (weights[i] ?? 0), 0)));
      for (let i = 0; i < size; i++) {
        gradient[i]! += (p - Number(is[k])) * (row[i] ?? 0);
        for (let j = 0; j < size; j++) {
          curvature[i]![j]! += p * (1 - p) * (row[i] ?? 0) * (row[j] ?? 0);
        }
      }
    });
    const step = solve(curvature, gradient);
    weights = weights.map((w, i) => w - (step[i] ?? 0));
  }
  return weights;
}

/** Gauss and Jordan; the matrix is positive definite, so that no pivot is 0. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  rows.forEach((pivot, i) => {
    rows.forEach((row, k) => {
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1);
      if (k !== i) row.forEach((_, j) => row[j]! -= factor * (pivot[j] ?? 0));
    });
  });
  return rows.map((row, i) => (row.at(-1) ?? 0) / (row[i] ?? 1));
}

function product(features: readonly number[], weights: readonly number[]): number {
  return [...features, 1].reduce((sum, v, i) => sum + v * (weights[i] ?? 0), 0);
}
