import { Random } from "../../src/random.ts";
import { constant, input, type Shape, sizeOf, type Tensor } from "../../src/graph/mod.ts";

/**
 * Makes the inputs of a test at random, the same ones for the same seed, and keeps what is to be fed
 * to them. All values are float32 numbers, so that an engine computes from the same ones.
 *
 * @example
 * ```ts
 * import { mul } from "../../src/graph/mod.ts";
 * import { RandomCase } from "./random_case.ts";
 * import { evaluate } from "./reference.ts";
 * const random = new RandomCase(1);
 * const shape = random.shape(3);
 * const product = mul(random.any(shape), random.positive(shape));
 * evaluate([product], random.feeds);
 * ```
 */
export class RandomCase {
  /** The values of each input made so far. */
  readonly feeds: Map<Tensor, Float64Array> = new Map();
  readonly #random: Random;

  /** @param seed An integer, 0 or more. */
  constructor(seed: number) {
    this.#random = new Random(seed, "test");
  }

  /** An integer from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + this.#random.integer(high - low + 1);
  }

  /** Extents of 2 or more along each of `rank` axes: up to 4, or 3 where there are many axes. */
  shape(rank: number): number[] {
    return Array.from({ length: rank }, () => this.integer(2, rank > 2 ? 3 : 4));
  }

  /** The shape [n,c,height,width] of one or two pictures of one or two channels. */
  pictures(height: number, width: number): number[] {
    return [this.integer(1, 2), this.integer(1, 2), height, width];
  }

  /** The numbers from 0 to `count - 1` in any order. */
  permutation(count: number): number[] {
    return Array.from({ length: count }, (_, i) => ({ i, key: this.#random.uniform() }))
      .sort((a, b) => a.key - b.key)
      .map(({ i }) => i);
  }

  /** An input with values in [-1.5, 1.5). */
  any(shape: Shape): Tensor {
    return this.#input(shape, () => 3 * this.#random.uniform() - 1.5);
  }

  /** An input with values in [0.5, 2). */
  positive(shape: Shape): Tensor {
    return this.#input(shape, () => 0.5 + 1.5 * this.#random.uniform());
  }

  /** An input with values of either sign, at least 0.4 away from the kink or pole at 0. */
  nonzero(shape: Shape): Tensor {
    return this.#input(
      shape,
      () => (0.4 + 1.2 * this.#random.uniform()) * (this.#random.uniform() < 0.5 ? -1 : 1),
    );
  }

  /**
   * An input with values among `offset`, `offset` +- 0.2, `offset` +- 0.4, ...: two of them whose
   * offsets differ by 0.1 are nowhere closer than that, however they are broadcast.
   */
  lattice(shape: Shape, offset: number): Tensor {
    return this.#input(shape, () => 0.2 * this.integer(-6, 6) + offset);
  }

  /** A constant with values in [-1, 1). */
  constant(shape: Shape): Tensor {
    return constant(
      Array.from({ length: sizeOf(shape) }, () => 2 * this.#random.uniform() - 1),
      shape,
    );
  }

  #input(shape: Shape, value: () => number): Tensor {
    const tensor = input(shape);
    this.feeds.set(tensor, Float64Array.from({ length: tensor.size }, () => Math.fround(value())));
    return tensor;
  }
}
