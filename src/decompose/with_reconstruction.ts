import { mixByMask } from "../image/mix_by_mask.ts";
import { curvesOf } from "../image/origin.ts";
import type { Picture } from "../image/picture.ts";
import type { PhotoValues } from "./answer_as_stored.ts";
import type { FoundLayers, FoundSplit, Layers, SplitResult } from "./types.ts";

/**
 * Adds what layers add up to, which is as large as each of them and seldom looked at: it is made when
 * it is read for the first time.
 *
 * @param found Layers and mask.
 * @param values In what values they add up.
 * @returns The same, with `reconstruction`.
 */
export function withReconstruction<Found extends FoundLayers>(
  found: Found,
  values: Pick<PhotoValues, "space" | "curves">,
): Found & Layers {
  let reconstruction: Picture | undefined;
  return {
    ...found,
    get reconstruction() {
      return reconstruction ??= mixByMask(found.layers, found.mask, values);
    },
  };
}

/**
 * Makes the result of a split of what was found.
 *
 * @param found Without any reconstruction.
 * @returns With one of each photo.
 */
export function splitResult(found: FoundSplit): SplitResult {
  // All photos store light as the first does.
  const values = { space: found.report.settings.space, curves: curvesOf(found.origins[0]) };
  const more = found.more.map((one) => withReconstruction(one, values));
  return withReconstruction({ ...found, more }, values);
}
