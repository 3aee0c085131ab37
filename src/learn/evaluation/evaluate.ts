import { stoppedEarly } from "../../errors.ts";
import type { SplitOptions } from "../../decompose/types.ts";
import type { Picture } from "../../image/picture.ts";
import type { Evaluation } from "../../metrics/pairing.ts";
import { type Distribution, distributionOf } from "./distribution.ts";
import { expectMeasurable, measurePair } from "./expect_measurable.ts";
import { type Method, METHODS } from "./methods.ts";
import { checkLimit, checkMethods } from "./options.ts";
import { type KnownPair, listPairs, readPair } from "./pairs_folder.ts";

/** The options of {@linkcode evaluate}. */
export interface EvaluateOptions extends Omit<SplitOptions, "method" | "init" | "onProgress"> {
  /** A folder with `single_exposure` and `double_exposure`, or a data set with such parts. */
  readonly data: string;
  /** What is compared: `copy`, `unet`, `fit`, `unet+fit`. Default: all of them. */
  readonly methods?: readonly string[] | undefined;
  /** Pairs at most, 1 to 1,000,000, in the order of their names. Default: all of them. */
  readonly limit?: number | undefined;
  /** Whether mixtures are made anew, as the mean of the layers. Default: they are read. */
  readonly mix?: boolean | undefined;
  /** Called before each photo of each method. */
  readonly onProgress?: (progress: EvaluateProgress) => void;
  /** Called with each pair and what each method answered, by name. */
  readonly onPair?: (pair: KnownPair, measured: Readonly<Record<string, Measured>>) =>
    | void
    | Promise<void>;
}

/** Where an evaluation stands. */
export interface EvaluateProgress {
  /** Photos done, over all methods. */
  readonly step: number;
  /** Photos in all. */
  readonly steps: number;
  /** Seconds left, by what each method took so far; undefined before the first pair is done. */
  readonly secondsLeft: number | undefined;
}

/** What a method made of a photo, and how well. */
export interface Measured {
  /** Its two layers, [3,h,w]. */
  readonly layers: readonly [Picture, Picture];
  /** How close they are to the truth. */
  readonly evaluation: Evaluation;
  /** How long it took. */
  readonly seconds: number;
}

/** How well a method did. */
export interface MethodResult {
  /** Paired PSNR, dB. */
  readonly psnr: Distribution;
  /** Structural similarity, -1 to 1. */
  readonly ssim: Distribution;
  /** SI-SDR of the layers, dB. */
  readonly siSdr: Distribution;
  /** SI-SDR of the layers' fine structure, dB. */
  readonly detail: Distribution;
  /** Mean over the photos. */
  readonly secondsPerPhoto: number;
}

/** The result of {@linkcode evaluate}. */
export interface EvaluateResult {
  /** Pairs. */
  readonly count: number;
  /** How well each method did, by its name. */
  readonly methods: Readonly<Record<string, MethodResult>>;
}

/**
 * Measures methods on mixtures whose layers are known: paired PSNR, SSIM, SI-SDR and detail. The
 * pairing is chosen once for each photo, by PSNR. Every pair is read before the first is answered: one
 * that cannot be measured is told at once.
 *
 * @param options Data, methods, settings of the split.
 * @returns Mean, median and quartiles of each metric for each method.
 * @throws {UserError} If there are no pairs, a picture cannot be used, or an option is impossible.
 * @throws {DOMException} `AbortError`, if the signal stops it.
 *
 * @example
 * ```ts
 * import { createDataset } from "../dataset/create_dataset.ts";
 * import { evaluate } from "./evaluate.ts";
 *
 * const output = await Deno.makeTempDir() + "/pairs";
 * await createDataset({ input: "fixtures", output, size: 64, split: [0, 100, 0] });
 * const { methods } = await evaluate({ data: `${output}/val`, methods: ["copy", "unet"] });
 * console.log(methods.unet?.psnr.mean, methods.copy?.psnr.mean);
 * ```
 */
export async function evaluate(options: EvaluateOptions): Promise<EvaluateResult> {
  const { data, methods, limit, mix = false, onProgress, onPair, ...settings } = options;
  const [names, most] = [checkMethods(methods), checkLimit(limit)];
  const files = (await listPairs(data)).slice(0, most);
  await expectMeasurable(files, { mix, signal: settings.signal });
  const steps = files.length * names.length;
  const scores: Record<string, Omit<Measured, "layers">[]> = Object.fromEntries(
    names.map((name) => [name, []]),
  );
  const begun = performance.now();
  for (const [done, one] of files.entries()) {
    const pair = await readPair(one, { mix });
    const measured: Record<string, Measured> = {};
    // Whole pairs tell how long the rest takes: methods differ a thousandfold.
    const perPair = done > 0 ? (performance.now() - begun) / 1000 / done : undefined;
    const secondsLeft = perPair && perPair * (files.length - done);
    for (const [i, name] of names.entries()) {
      if (settings.signal?.aborted) throw stoppedEarly();
      onProgress?.({ step: done * names.length + i, steps, secondsLeft });
      measured[name] = await measure(pair, METHODS[name], settings);
      const { evaluation, seconds } = measured[name];
      scores[name]?.push({ evaluation, seconds });
    }
    await onPair?.(pair, measured);
  }
  onProgress?.({ step: steps, steps, secondsLeft: 0 });
  const methodResults = Object.entries(scores).map(([name, list]) => [name, resultOf(list)]);
  return { count: files.length, methods: Object.fromEntries(methodResults) };
}

async function measure(pair: KnownPair, method: Method, settings: SplitOptions): Promise<Measured> {
  const start = performance.now();
  const layers = await method(pair.mixture, settings);
  const seconds = (performance.now() - start) / 1000;
  // A fit that is stopped answers what it has.
  if (settings.signal?.aborted) throw stoppedEarly();
  return { layers, seconds, evaluation: measurePair(layers, pair) };
}

function resultOf(scores: readonly Omit<Measured, "layers">[]): MethodResult {
  const spread = (metric: "psnr" | "ssim" | "siSdr" | "detail") =>
    distributionOf(scores.map(({ evaluation }) => evaluation[metric]));
  return {
    psnr: spread("psnr"),
    ssim: spread("ssim"),
    siSdr: spread("siSdr"),
    detail: spread("detail"),
    secondsPerPhoto: scores.reduce((sum, { seconds }) => sum + seconds, 0) / scores.length,
  };
}
