import type { Losses } from "../fit/fit.ts";
import type { Report } from "./types.ts";

/** Keeps this many points at most, so that a long fit's report stays small. */
const LIMIT = 2000;

/** The losses of a fit over its steps; of a long fit, those of evenly spaced steps. */
export class LossHistory {
  #every: number;
  #points: { readonly step: number; readonly losses: Losses }[];

  /** @param earlier What was recorded before, to go on from. Default nothing. */
  constructor({ steps, terms }: Report["losses"] = { steps: [], terms: {} }) {
    const at = (i: number) =>
      Object.fromEntries(
        Object.entries(terms).map(([name, values]) => [name, values[i] as number]),
      );
    this.#points = steps.map((step, i) => ({ step, losses: at(i) }));
    const [first = 0, second = first + 1] = steps;
    this.#every = second - first;
  }

  /**
   * Takes down the losses of a step.
   *
   * @param step Its number, one more than the last; or less, if the fit went back to go on from there.
   * @param losses Its losses.
   */
  add(step: number, losses: Losses): void {
    if (step <= (this.#points.at(-1)?.step ?? 0)) {
      this.#points = this.#points.filter((point) => point.step < step);
    }
    if ((step - 1) % this.#every !== 0) return;
    this.#points.push({ step, losses });
    if (this.#points.length <= LIMIT) return;
    this.#every *= 2;
    this.#points = this.#points.filter(({ step }) => (step - 1) % this.#every === 0);
  }

  /** The record as the report has it: one list of steps, and one list of values a term. */
  record(): Report["losses"] {
    const names = Object.keys(this.#points[0]?.losses ?? {});
    const terms = names.map((name) => [
      name,
      this.#points.map(({ losses }) => losses[name] as number),
    ]);
    return { steps: this.#points.map(({ step }) => step), terms: Object.fromEntries(terms) };
  }
}
