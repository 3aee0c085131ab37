import { add, input, mul, sub, type Tensor } from "../graph/mod.ts";
import { Parameters } from "../nn/parameters.ts";
import { Random } from "../random.ts";
import type { Engine, Program, StateVariable } from "../runtime/engine.ts";
import { adam, type Optimiser } from "./adam.ts";
import type { FitInputs, FitSettings, Model } from "./model.ts";

/** A picture to fit, [c,h,w]. */
interface Photo {
  readonly data: Float32Array;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** What is needed to begin a fit. */
export interface FitStart {
  /** The photo, [3,h,w] in [0, 1]. */
  readonly photo: Photo;
  /** What else the model is given, [c,h,w] each, by name: a first guess, strokes. */
  readonly given?: Readonly<Record<string, Photo>> | undefined;
  /** Builds the networks and their losses. */
  readonly build: (inputs: FitInputs) => Model;
  /** How they are fitted. */
  readonly settings: FitSettings;
  /** Steps in all, for schedules. */
  readonly steps: number;
  /** Seed of everything random. */
  readonly seed: number;
  /** What computes. */
  readonly engine: Engine;
}

/** The graph of a step with the values that are fed to it. */
export interface StepGraph {
  readonly program: Program;
  readonly initial: Readonly<Record<string, Float32Array>>;
  readonly model: Model;
  readonly optimiser: Optimiser;
  /** Fed at each step, turned alike: the photo, what is given with it, and the fixed noise. */
  readonly fixed: Readonly<Record<string, Float32Array>>;
  /** Fed at each step from the noise bank. */
  readonly jitters: Readonly<Record<string, Tensor>>;
}

/**
 * The result that tells whether a step leaves a sound state, if its losses are finite too: the sum of
 * all squares of gradients so far. It is finite if, and short of numbers near the largest only if, each
 * gradient is, and the rest of the state is made of gradients and of pictures that have losses.
 */
export const SUM_OF_SQUARES = "sum of the squares";

/**
 * Writes a whole step as one graph: networks, losses, gradients, Adam, averages.
 *
 * @param start Photo, model and settings.
 * @returns The graph, with its first values.
 * @throws {TypeError} If the model has no loss.
 */
export function buildStep(start: Omit<FitStart, "engine">): StepGraph {
  const { photo, given = {}, build, settings, seed } = start;
  const { channels, height, width } = photo;
  const photoInput = input([1, channels, height, width]);
  const [jitter, share] = [input([]), input([])];
  const feeds: Record<string, Tensor> = { photo: photoInput, jitter, share };
  const fixed: Record<string, Float32Array> = { photo: photo.data };
  const jitters: Record<string, Tensor> = {};
  const inputs: Record<string, Tensor> = {};
  for (const [name, picture] of Object.entries(given)) {
    inputs[name] = feeds[`given ${name}`] = input([1, picture.channels, height, width]);
    fixed[`given ${name}`] = picture.data;
  }
  const parameters = new Parameters(new Random(seed, "weights"), "block ");
  const random = new Random(seed, "noise");

  const model = build({
    photo: photoInput,
    given: inputs,
    parameters,
    noise: (count) => {
      const [base, sample] = [0, 1].map(() => input([1, count, height, width])) as [Tensor, Tensor];
      const index = Object.keys(jitters).length;
      const draw = () => (2 * random.uniform() - 1) * settings.noise;
      fixed[`noise ${index}`] = Float32Array.from({ length: base.size }, draw);
      jitters[`jitter ${index}`] = sample;
      feeds[`noise ${index}`] = base;
      feeds[`jitter ${index}`] = sample;
      return add(base, mul(sample, jitter));
    },
  });

  const results: Record<string, Tensor> = {};
  let total: Tensor | undefined;
  for (const [name, { loss }] of Object.entries(model.terms)) {
    const weight = input([]);
    feeds[`weight ${name}`] = weight;
    results[name] = loss;
    const weighted = mul(loss, weight);
    total = total ? add(total, weighted) : weighted;
  }
  if (!total) throw new TypeError("A model needs at least one loss term");
  results["total"] = total;

  const optimiser = adam(total, parameters, { rate: settings.rate });
  const state: Record<string, StateVariable> = { ...optimiser.state };
  const initial: Record<string, Float32Array> = { ...optimiser.initial };
  for (const [name, picture] of Object.entries(model.pictures)) {
    const current = input(picture.shape);
    state[`average ${name}`] = { current, next: add(current, mul(sub(picture, current), share)) };
    initial[`average ${name}`] = new Float32Array(picture.size);
  }
  results[SUM_OF_SQUARES] = optimiser.squares;
  const program = { feeds: { ...feeds, ...optimiser.feeds }, state, results };
  return { program, initial, model, optimiser, fixed, jitters };
}
