import { input } from "../graph/mod.ts";
import { cropPicture, padToMultiple } from "../image/pad_picture.ts";
import type { Picture } from "../image/picture.ts";
import { buildNetwork, multipleOf } from "../nn/networks.ts";
import type { Engine, Executable } from "../runtime/engine.ts";
import { TrainedParameters, type Weights } from "../weights/weights.ts";

/** Two layers of a photo, each [3,h,w]. */
export type Pair = readonly [Picture, Picture];

/** A trained network that separates photos. It compiles anew for a photo of another size. */
export class Separator {
  #compiled?: { readonly size: string; readonly executable: Executable };

  /**
   * @param weights The network.
   * @param engine What computes.
   * @param name What to call the weights in an error.
   */
  constructor(readonly weights: Weights, readonly engine: Engine, readonly name = "the weights") {}

  /**
   * Separates a photo and its mirror image, and averages: the network knows no left and right, but
   * what it takes for a layer wavers, and half of that goes away.
   *
   * @param photo [3,h,w] in [0, 1].
   * @returns The layers, [3,h,w], not clipped to [0, 1].
   */
  async separate(photo: Picture): Promise<Pair> {
    const padded = padToMultiple(photo, multipleOf(this.weights.network));
    const { height, width } = padded;
    const size = padded.data.length;
    const mixtures = new Float32Array(2 * size);
    mixtures.set(padded.data);
    mixtures.set(mirrored(padded.data, width), size);
    const executable = await this.#executableFor(height, width);
    const { first, second } = await executable.run({ mixtures }) as Record<string, Float32Array>;
    if (!first || !second) throw new TypeError("The network has no layers");
    const halves = (layers: Float32Array) =>
      [layers.slice(0, size), mirrored(layers.subarray(size), width)] as const;
    const [[a, c], [b, d]] = [halves(first), halves(second)];
    // Which layer comes first is up to the network, for each of the two photos anew.
    const same = a.reduce((sum, v, i) => sum + (v - at(b, i)) * (at(c, i) - at(d, i)), 0) >= 0;
    const [e, f] = same ? [c, d] : [d, c];
    const area = { left: 0, top: 0, width: photo.width, height: photo.height };
    const mean = (x: Float32Array, y: Float32Array) =>
      cropPicture({ ...padded, data: x.map((v, i) => (v + at(y, i)) / 2) }, area);
    return [mean(a, e), mean(b, f)];
  }

  /** Frees the engine's memory. */
  async release(): Promise<void> {
    await this.#compiled?.executable.release();
    this.#compiled = undefined;
  }

  async #executableFor(height: number, width: number): Promise<Executable> {
    const size = `${height}x${width}`;
    if (this.#compiled?.size === size) return this.#compiled.executable;
    await this.release();
    const mixtures = input([2, 3, height, width]);
    const { network, parameters } = this.weights;
    const trained = new TrainedParameters(parameters, this.name);
    const [first, second] = buildNetwork(network, mixtures, trained);
    trained.finish();
    const program = { feeds: { mixtures }, state: {}, results: { first, second } };
    const executable = await this.engine.compile(program, {});
    this.#compiled = { size, executable };
    return executable;
  }
}

/** Rows from right to left. */
function mirrored(data: Float32Array, width: number): Float32Array {
  const result = new Float32Array(data.length);
  for (let start = 0; start < data.length; start += width) {
    result.set(data.slice(start, start + width).reverse(), start);
  }
  return result;
}

function at(values: Float32Array, i: number): number {
  return values[i] as number;
}
