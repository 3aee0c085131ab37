import { Random } from "../../random.ts";
import type { Values } from "../../runtime/engine.ts";
import type { Batch } from "./draw_batch.ts";
import { OutputPool } from "./output_pool.ts";
import type { TrainingSettings } from "./settings.ts";

/** Feeds the critics of {@linkcode buildAdversarial} with what they are to take for false. */
export class Adversary {
  readonly #pool: OutputPool;

  /** @param settings Size of the pictures, and the seed. */
  constructor(readonly settings: TrainingSettings) {
    this.#pool = new OutputPool(3 * settings.size ** 2);
  }

  /**
   * Draws what is false: outputs of earlier steps; for the separation critic, in every second case,
   * true layers mixed anew, as badly separated layers are.
   *
   * @param batch The step's batch.
   * @param step Steps done.
   * @returns What the graph is fed.
   */
  feeds(batch: Batch, step: number): Values {
    const random = new Random(this.settings.seed, `false ${step}`);
    const past = this.#pool.draw(batch, random);
    const [first, second] = [past.first.slice(), past.second.slice()];
    const { length } = this.#pool;
    for (let at = 0; at < first.length; at += length) {
      if (random.uniform() < 0.5) continue;
      for (const layer of [first, second]) {
        const share = random.uniform();
        for (let i = at; i < at + length; i++) {
          layer[i] = share * (batch.first[i] as number) + (1 - share) * (batch.second[i] as number);
        }
      }
    }
    return {
      "past mixture": past.mixture,
      "past first": past.first,
      "past second": past.second,
      "false first": first,
      "false second": second,
    };
  }

  /**
   * Remembers what the network made of a batch.
   *
   * @param batch The batch.
   * @param results What the step yielded.
   * @param step Steps done before it.
   */
  remember({ mixture }: Batch, results: Values, step: number): void {
    const [first, second] = [results["layer 1"], results["layer 2"]];
    if (!first || !second) throw new TypeError("The step yields no layers");
    this.#pool.keep({ mixture, first, second }, new Random(this.settings.seed, `pool ${step}`));
  }

  /** What is remembered. */
  get state(): Values {
    return this.#pool.state;
  }

  /** Goes on with what was remembered. */
  set state(values: Values) {
    this.#pool.state = values;
  }
}
