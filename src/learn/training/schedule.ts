/** Steps in which the rate grows from nothing: Adam's moments know nothing at first. */
const WARM_UP = 200;
/** Share of the steps, at the end, in which the rate falls to nothing. */
const TAIL = 0.4;

/**
 * The learning rate over a run: it grows for 200 steps, stays, and falls in a straight line over the
 * last two fifths. A level stretch lets a run be made longer without having to be begun again.
 *
 * @param step Steps done.
 * @param steps Steps in all.
 * @returns What the learning rate is multiplied by, in (0, 1].
 */
export function rateFactor(step: number, steps: number): number {
  return Math.min(1, (step + 1) / WARM_UP, (1 - step / steps) / TAIL);
}
