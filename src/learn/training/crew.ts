import { UserError } from "../../errors.ts";
import { errorOf } from "../../failure.ts";
import type { Values } from "../../runtime/engine.ts";
import { averageStates } from "./average_states.ts";
import type { CrewAnswer, CrewOrder } from "./crew_messages.ts";
import type { StoredPhoto } from "./photo_store.ts";
import type { TrainingSettings } from "./settings.ts";

/**
 * Copies of a network that are trained side by side and averaged every few steps ("local SGD",
 * Stich 2019). Copies on one thread each do 1.3 times the work of one copy on two threads: an
 * operator that is divided among threads waits for the slowest, a thousand times a step.
 */
export class Crew {
  #state: Values;

  private constructor(
    readonly settings: TrainingSettings,
    readonly workers: readonly Worker[],
    state: Values,
  ) {
    this.#state = state;
  }

  /**
   * Starts the workers.
   *
   * @param settings What is trained, and how.
   * @param photos What mixtures are made from, in memory that can be shared.
   * @param state Where to go on; without it, at the first weights.
   * @returns The crew.
   * @throws {UserError} If the state is that of another network.
   */
  static async begin(
    settings: TrainingSettings,
    photos: readonly StoredPhoto[],
    state?: Values,
  ): Promise<Crew> {
    const url = new URL("./training_worker.ts", import.meta.url);
    const workers = Array.from(
      { length: settings.workers },
      () => new Worker(url, { type: "module" }),
    );
    try {
      const [first] = await Promise.all(
        workers.map((one, worker) => ask(one, { type: "begin", worker, settings, photos })),
      );
      const begun = first?.state ?? {};
      if (state && !areAlike(state, begun)) {
        throw new UserError(
          "Cannot go on with this training: what it kept is not of the network that it names",
        );
      }
      return new Crew(settings, workers, state ?? begun);
    } catch (error) {
      for (const worker of workers) worker.terminate();
      throw error;
    }
  }

  /** Weights, moments and averages, after the last round. */
  get state(): Values {
    return this.#state;
  }

  /**
   * Trains all copies for some steps, from the same state, and averages what they have become.
   *
   * @param step Steps done.
   * @param count Steps to do.
   * @returns The mean loss over workers, of each step.
   */
  async advance(step: number, count: number): Promise<readonly number[]> {
    const order: CrewOrder = { type: "round", state: this.#state, step, count };
    const answers = await Promise.all(this.workers.map((worker) => ask(worker, order)));
    this.#state = averageStates(answers.map(({ state }) => state));
    return Array.from(
      { length: count },
      (_, i) => answers.reduce((sum, { losses }) => sum + (losses[i] ?? NaN), 0) / answers.length,
    );
  }

  /** Ends the workers. */
  release(): void {
    for (const worker of this.workers) worker.terminate();
  }
}

/** Whether two states have the same values, by name and number. */
function areAlike(a: Values, b: Values): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length &&
    names.every((name) => a[name]?.length === b[name]?.length);
}

function ask(worker: Worker, order: CrewOrder): Promise<CrewAnswer & { readonly type: "done" }> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<CrewAnswer>) =>
      data.type === "done" ? resolve(data) : reject(errorOf(data.failure));
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
    worker.postMessage(order);
  });
}
