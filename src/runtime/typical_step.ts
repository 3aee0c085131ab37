import {
  add,
  batchNorm,
  concat,
  conv2d,
  gradients,
  input,
  leakyRelu,
  mean,
  mul,
  reflectPad,
  resizeBilinear,
  sigmoid,
  sub,
  type Tensor,
} from "../graph/mod.ts";
import type { Engine, Program, StateVariable, Values } from "./engine.ts";

/** Channels of each level: few, so that operators begin about as often as in a recipe. */
const CHANNELS = [8, 16, 32];
const WARM_UP = 2;
const STEPS = 5;

/**
 * Times an optimisation step of the kind that is run here: an encoder-decoder on a picture of 256 px,
 * its gradients and the update. It is smaller than a recipe's, to be measured in a moment, and has
 * the same mixture of large and small operators.
 *
 * @param engine What to time.
 * @returns Median milliseconds a step.
 */
export async function timeTypicalStep(engine: Engine): Promise<number> {
  const { program, initial, feeds } = typicalStep(256);
  const executable = await engine.compile(program, initial);
  try {
    const times: number[] = [];
    for (let i = 0; i < WARM_UP + STEPS; i++) {
      const start = performance.now();
      await executable.run(feeds);
      times.push(performance.now() - start);
    }
    return times.slice(WARM_UP).sort((a, b) => a - b)[STEPS >> 1] as number;
  } finally {
    await executable.release();
  }
}

function typicalStep(
  size: number,
): { readonly program: Program; readonly initial: Values; readonly feeds: Values } {
  const weights: Tensor[] = [];
  const declare = (shape: readonly number[]): Tensor => {
    const weight = input(shape);
    weights.push(weight);
    return weight;
  };
  const block = (x: Tensor, channels: number, stride = 1): Tensor => {
    const filter = declare([channels, x.shape[1] ?? 0, 3, 3]);
    const y = conv2d(reflectPad(x, 1), filter, { stride });
    const normal = batchNorm(y, declare([1, channels, 1, 1]), declare([1, channels, 1, 1]));
    return leakyRelu(normal, 0.2);
  };
  const level = (x: Tensor, [channels = 0, ...deeper]: readonly number[]): Tensor => {
    const [, , height = 0, width = 0] = x.shape;
    const down = block(block(x, channels, 2), channels);
    const below = deeper.length > 0 ? level(down, deeper) : down;
    return block(concat([x, resizeBilinear(below, [height, width])], 1), channels);
  };
  const picture = input([1, 3, size, size]);
  const features = level(picture, CHANNELS);
  const output = sigmoid(conv2d(features, declare([3, CHANNELS[0] ?? 0, 1, 1])));
  const error = sub(output, picture);
  const loss = mean(mul(error, error));

  const partials = gradients(loss, weights);
  const state: Record<string, StateVariable> = {};
  const initial: Record<string, Float32Array> = {};
  weights.forEach((current, i) => {
    const step = mul(partials[i] as Tensor, -1e-3);
    state[`weight ${i}`] = { current, next: add(current, step) };
    initial[`weight ${i}`] = wave(current.size);
  });
  return {
    program: { feeds: { picture }, state, results: { loss } },
    initial,
    feeds: { picture: wave(picture.size) },
  };
}

/** Values without a meaning, neither equal nor tiny: those would be faster than real ones. */
function wave(size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => 0.5 + 0.4 * Math.sin(i * 1.7));
}
