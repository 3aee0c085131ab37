import { numberOf } from "../../src/graph/mod.ts";
import { at, type Dense, eachIndex, type Kernel } from "./reference_index.ts";

/** Kernels of the operators that look at whole channels. */
export const NORMALISATION: Readonly<Record<string, Kernel>> = {
  channelMean: (_, x) => Float64Array.from(channels(x), average),
  channelVariance: (_, x) => Float64Array.from(channels(x), variance),
  batchNorm: (node, x, gamma, beta) => {
    const means = channels(x).map(average);
    const deviations = channels(x).map((values) =>
      Math.sqrt(variance(values) + numberOf(node, "epsilon"))
    );
    const y = new Float64Array(x.data.length);
    eachIndex(x.shape, (index, place) => {
      const c = at(index, 1);
      const standard = (at(x.data, place) - at(means, c)) / at(deviations, c);
      y[place] = at(gamma.data, c) * standard + at(beta.data, c);
    });
    return y;
  },
};

/** The values of each channel of a picture [n,c,h,w]. */
function channels(x: Dense): number[][] {
  const values = Array.from({ length: at(x.shape, 1) }, (): number[] => []);
  eachIndex(x.shape, (index, place) => values[at(index, 1)]?.push(at(x.data, place)));
  return values;
}

function average(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const mean = average(values);
  return average(values.map((value) => (value - mean) ** 2));
}
