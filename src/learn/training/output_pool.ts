import type { Random } from "../../random.ts";
import type { Values } from "../../runtime/engine.ts";
import type { Batch } from "./draw_batch.ts";

/** Outputs that are remembered. */
const SIZE = 50;
const KINDS = ["mixture", "first", "second"] as const;

/**
 * Outputs of earlier steps (Shrivastava et al. 2017): critics that saw only the newest would forget
 * what the network did before, and the two would go in circles.
 */
export class OutputPool {
  #entries: Record<typeof KINDS[number], Float32Array>;
  #count = 0;

  /** @param length Numbers of a picture. */
  constructor(readonly length: number) {
    const empty = () => new Float32Array(SIZE * length);
    this.#entries = { mixture: empty(), first: empty(), second: empty() };
  }

  /**
   * Takes in the outputs of a step; once it is full they replace others at random.
   *
   * @param outputs Mixtures and the layers that were found.
   * @param random What is drawn from.
   */
  keep(outputs: Batch, random: Random): void {
    for (let at = 0; at < outputs.mixture.length; at += this.length) {
      const place = this.#count < SIZE ? this.#count++ : random.integer(SIZE);
      for (const kind of KINDS) {
        this.#entries[kind].set(
          outputs[kind].subarray(at, at + this.length),
          place * this.length,
        );
      }
    }
  }

  /**
   * Draws outputs.
   *
   * @param batch What is there at first: the mixture, twice, is no separation either.
   * @param random What is drawn from.
   * @returns As many as the batch has.
   */
  draw({ mixture }: Batch, random: Random): Batch {
    if (this.#count === 0) return { mixture, first: mixture, second: mixture };
    const empty = () => new Float32Array(mixture.length);
    const drawn = { mixture: empty(), first: empty(), second: empty() };
    for (let at = 0; at < mixture.length; at += this.length) {
      const from = random.integer(this.#count) * this.length;
      for (const kind of KINDS) {
        drawn[kind].set(this.#entries[kind].subarray(from, from + this.length), at);
      }
    }
    return drawn;
  }

  /** What the pool holds, so that it can be kept. */
  get state(): Values {
    const entries = KINDS.map((kind) => [`pool ${kind}`, this.#entries[kind].slice()]);
    return { ...Object.fromEntries(entries), "pool count": Float32Array.of(this.#count) };
  }

  /** Fills the pool as it was. */
  set state(values: Values) {
    for (const kind of KINDS) this.#entries[kind].set(values[`pool ${kind}`] ?? []);
    this.#count = values["pool count"]?.[0] ?? 0;
  }
}
