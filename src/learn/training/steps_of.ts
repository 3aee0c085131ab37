import { inRange } from "../../check_option.ts";
import { UserError } from "../../errors.ts";
import { RANGES, type TrainOptions } from "./options.ts";
import type { TrainingSettings } from "./settings.ts";

/**
 * Tells how many steps are asked for, by their number or by epochs, before the photos are counted.
 *
 * @param options As the caller gave them.
 * @param settings Mixtures that a worker sees at a step, and workers.
 * @returns The steps, given the number of photos; undefined if neither is asked for.
 * @throws {UserError} If both are, or it is out of range.
 */
export function stepsOf(
  { steps, epochs }: TrainOptions,
  { batch, workers }: Pick<TrainingSettings, "batch" | "workers">,
): ((photos: number) => number) | undefined {
  if (steps !== undefined && epochs !== undefined) {
    throw new UserError("Give steps or epochs, not both", { usage: true });
  }
  if (steps !== undefined) {
    const checked = inRange("steps", steps, RANGES.steps);
    return () => checked;
  }
  if (epochs === undefined) return undefined;
  const passes = inRange("epochs", epochs, RANGES.epochs, { fraction: true });
  // A mixture shows two photos.
  return (photos) => Math.ceil(passes * photos / (2 * batch * workers));
}
