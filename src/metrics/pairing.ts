import type { Picture } from "../image/picture.ts";
import { detail } from "./detail.ts";
import { psnr } from "./psnr.ts";
import { siSdr } from "./si_sdr.ts";
import { ssim } from "./ssim.ts";

/** Two layers, in no order. */
export type Pair = readonly [Picture, Picture];

/** How close a split is to the truth; each number is the mean over the two layers. */
export interface Evaluation {
  /** Whether layer 1 was compared with true layer 2. */
  readonly swapped: boolean;
  /** dB. */
  readonly psnr: number;
  /** -1 to 1. */
  readonly ssim: number;
  /** dB; 0 for the mixture of uncorrelated layers. */
  readonly siSdr: number;
  /** dB; 0 for the mixture of layers of uncorrelated detail. */
  readonly detail: number;
}

/**
 * Compares a split with the truth, under the better of the two pairings. The pairing is chosen once,
 * by the mean PSNR, and serves every metric.
 *
 * @param layers Two pictures, [c,h,w] in [0, 1].
 * @param truth The two true layers, same shape.
 * @returns The metrics.
 * @throws {RangeError} If shapes differ, a side is below 11, or a true layer is flat.
 */
export function evaluateSplit([a, b]: Pair, truth: Pair): Evaluation {
  const swapped = mean(psnr, [b, a], truth) > mean(psnr, [a, b], truth);
  const paired: Pair = swapped ? [b, a] : [a, b];
  return {
    swapped,
    psnr: mean(psnr, paired, truth),
    ssim: mean(ssim, paired, truth),
    siSdr: mean(siSdr, paired, truth),
    detail: mean(detail, paired, truth),
  };
}

/**
 * The PSNR of {@linkcode evaluateSplit} alone, which takes a small part of the time.
 *
 * @param layers Two pictures, [c,h,w] in [0, 1].
 * @param truth The two true layers, same shape.
 * @returns The mean over the two layers under the better of the two pairings, dB.
 * @throws {RangeError} If shapes differ.
 */
export function pairedPsnr([a, b]: Pair, truth: Pair): number {
  return Math.max(mean(psnr, [a, b], truth), mean(psnr, [b, a], truth));
}

/**
 * Evaluates the answer that does nothing: the mixture, twice.
 *
 * @param mixture [c,h,w] in [0, 1].
 * @param truth The two true layers, same shape.
 * @returns The metrics. For the mean of two layers that are uncorrelated, SI-SDR is 0 dB, and so is
 * the detail for uncorrelated detail: the one layer gains what the other loses.
 * @throws {RangeError} If shapes differ, a side is below 11, or a true layer is flat.
 */
export function evaluateCopy(mixture: Picture, truth: Pair): Evaluation {
  return evaluateSplit([mixture, mixture], truth);
}

type Metric = (estimate: Picture, truth: Picture) => number;

function mean(metric: Metric, [a, b]: Pair, truth: Pair): number {
  return (metric(a, truth[0]) + metric(b, truth[1])) / 2;
}
