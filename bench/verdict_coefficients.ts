/**
 * Fits the coefficients of src/decompose/verdict to training material: how likely a split is worth 1.5
 * dB, and how likely a photo is one scene.
 *
 *     deno run -A bench/verdict_coefficients.ts [--count 350] [--data ../shared/data]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { likelyDifference } from "../src/decompose/likely/likely_difference.ts";
import { gradientStatistics } from "../src/decompose/verdict/gradient_statistics.ts";
import { layerDistance } from "../src/decompose/verdict/layer_distance.ts";
import { pairedPsnr } from "../src/metrics/pairing.ts";
import { rankCorrelation } from "../src/metrics/rank_correlation.ts";
import { type Picture, split } from "../mod.ts";
import { trainingMixtures } from "./verdict_photos.ts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "350" },
    data: { type: "string", default: "../shared/data" },
  },
});
const mixtures = await trainingMixtures(values.data, Number(values.count));

/** What a split says of itself, beside what it gains. */
interface Seen {
  readonly gain: number;
  readonly features: readonly number[];
}
const byNetwork: Seen[] = [];
const byLikelihood: Seen[] = [];
for (const { mixture, layers: truth } of mixtures) {
  const gain = (layers: readonly [Picture, Picture]) =>
    pairedPsnr(layers, truth) - pairedPsnr([mixture, mixture], truth);
  const { layers, report: { verdict } } = await split(mixture, { method: "unet" });
  const wavering = Math.log((verdict.evidence.unsteadiness ?? 1) + 2e-3);
  byNetwork.push({ gain: gain(layers), features: [layerDistance(layers, mixture), wavering] });
  // The fit without a network keeps what is likely: the layers before it stand for those after.
  const { difference, share } = await likelyDifference(mixture);
  const half = (side: number) => ({
    ...mixture,
    data: mixture.data.map((v, i) => {
      const room = Math.min(v, 1 - v);
      return v + Math.max(-room, Math.min(room, side / 2 * (difference.data[i] as number)));
    }),
  });
  byLikelihood.push({ gain: gain([half(1), half(-1)]), features: [share] });
}
const distances = byNetwork.map(({ gain, features: [distance = 0] }) => ({
  gain,
  features: [distance],
}));
showGains("network: distance, wavering, constant", byNetwork);
showGains("network: distance, constant", distances);
showGains("likely: share, constant", byLikelihood);

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

/** What tells that a split gains 1.5 dB or more. */
function showGains(names: string, seen: readonly Seen[]): void {
  const gains = seen.map(({ gain }) => gain);
  const features = seen.map((one) => one.features);
  const weights = show(names, features, gains.map((gain) => gain >= 1.5));
  const rank = rankCorrelation(features.map((row) => product(row, weights)), gains);
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  console.log(
    `  of ${gains.length}, mean gain ${mean.toFixed(2)} dB, rank correlation ${rank.toFixed(3)}`,
  );
}

function show(
  names: string,
  features: readonly (readonly number[])[],
  is: readonly boolean[],
): number[] {
  const weights = regression(features, is);
  console.log(`${names}: ${weights.map((w) => w.toFixed(3)).join(", ")}`);
  return weights;
}

/** Logistic regression by Newton's method; the constant comes last. */
function regression(features: readonly (readonly number[])[], is: readonly boolean[]): number[] {
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
