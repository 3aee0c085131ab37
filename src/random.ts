/**
 * A seeded generator of random numbers: the same seed yields the same numbers on every machine.
 * sfc32, by Chris Doty-Humphrey (PractRand), seeded through splitmix32.
 *
 * @example
 * ```ts
 * import { Random } from "./random.ts";
 * const random = new Random(7, "weights");
 * console.log(random.uniform() === new Random(7, "weights").uniform()); // true
 * ```
 */
export class Random {
  readonly #words: Uint32Array;

  /**
   * @param seed An integer from 0 to 2^32 - 1.
   * @param stream What the numbers are for; each purpose gets a sequence of its own.
   */
  constructor(seed: number, stream = "") {
    let state = seed >>> 0;
    for (const character of stream) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
    this.#words = Uint32Array.from({ length: 4 }, () => {
      state = (state + 0x9e3779b9) | 0;
      let word = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
      word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
      return word ^ (word >>> 15);
    });
    for (let i = 0; i < 12; i++) this.#next();
  }

  /** A number in [0, 1), with 32 random bits. */
  uniform(): number {
    return this.#next() / 2 ** 32;
  }

  /**
   * An integer in [0, limit).
   *
   * @param limit 1 or more, far below 2^32.
   */
  integer(limit: number): number {
    return Math.floor(this.uniform() * limit);
  }

  /** A number from the standard normal distribution (Box and Muller 1958, one of its pair). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }

  #next(): number {
    const words = this.#words as Uint32Array & [number, number, number, number];
    const result = (words[0] + words[1] + words[3]) >>> 0;
    words[3] += 1;
    words[0] = words[1] ^ (words[1] >>> 9);
    words[1] = words[2] + (words[2] << 3);
    words[2] = ((words[2] << 21) | (words[2] >>> 11)) + result;
    return result;
  }
}
