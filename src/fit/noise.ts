import type { Random } from "../random.ts";

/**
 * Standard normal noise for any step, at no cost a step: a window into a bank of numbers drawn once.
 *
 * Each step sees a window at another offset. The noise of two steps is thus made of the same numbers
 * in other places, which a convolutional network cannot tell from new ones, and drawing 400,000
 * numbers a step would cost as much as the rest of JavaScript's work. The offset depends on the seed
 * and the step alone, so a resumed fit sees the noise that it would have seen.
 */
export class NoiseBank {
  readonly #bank: Float32Array;

  /**
   * @param random What the numbers are drawn from.
   * @param size Numbers that a step takes.
   */
  constructor(random: Random, readonly size: number) {
    this.#bank = Float32Array.from({ length: 2 * size + 4099 }, () => random.normal());
  }

  /**
   * Picks a window.
   *
   * @param random What the offset is drawn from.
   * @returns `size` numbers, not to be written to.
   */
  window(random: Random): Float32Array {
    const offset = random.integer(this.#bank.length - this.size);
    return this.#bank.subarray(offset, offset + this.size);
  }
}
