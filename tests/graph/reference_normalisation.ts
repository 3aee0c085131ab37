import { numberOf } from "../../src/graph/mod.ts";
import { at, type Dense, eachIndex, type Kernel } from "./reference_index.ts";

/** Kernels of the operators that look at whole channels. */
export const NORMALISATION: Readonly<Record<string, Kernel>> = {
  standardise: (node, x) => standardised(x, numberOf(node, "epsilon")),
  inverseDeviation: (node, x) =>
    Float64Array.from(channels(x), (values) => 1 / deviation(values, numberOf(node, "epsilon"))),
  affine: (_node, x, scale, shift) => affine(x, scale, shift),
  batchNorm: (node, x, gamma, beta) =>
    affine({ ...x, data: standardised(x, numberOf(node, "epsilon")) }, gamma, beta),
};

function affine(x: Dense, scale: Dense, shift: Dense): Float64Array {
  const y = new Float64Array(x.data.length);
  eachIndex(x.shape, (index, place) => {
    const c = at(index, 1);
    y[place] = at(scale.data, c) * at(x.data, place) + at(shift.data, c);
  });
  return y;
}

/** Subtracts the mean of each channel and divides by its deviation. */
function standardised(x: Dense, epsilon: number): Float64Array {
  const means = channels(x).map(average);
  const deviations = channels(x).map((values) => deviation(values, epsilon));
  const y = new Float64Array(x.data.length);
  eachIndex(x.shape, (index, place) => {
    const c = at(index, 1);
    y[place] = (at(x.data, place) - at(means, c)) / at(deviations, c);
  });
  return y;
}

/** The values of each channel of a picture [n,c,h,w]. */
function channels(x: Dense): number[][] {
  const values = Array.from({ length: at(x.shape, 1) }, (): number[] => []);
  eachIndex(x.shape, (index, place) => values[at(index, 1)]?.push(at(x.data, place)));
  return values;
}

function average(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function deviation(values: readonly number[], epsilon: number): number {
  const mean = average(values);
  return Math.sqrt(average(values.map((value) => (value - mean) ** 2)) + epsilon);
}
