import { evenMask } from "../image/even_mask.ts";
import { orderByStrokes } from "./hint/order_by_strokes.ts";
import { findProportions } from "./proportions/find_proportions.ts";
import { type DirectRecipe, MOST_PHOTOS } from "./recipe.ts";

/** Layers whose gradients correlate by this have not come apart; clean photos are within 0.1. */
const ALIKE = 0.3;

/**
 * Photos of the same two layers in different proportions, I_i = a_i L1 + (1 - a_i) L2: there is no need
 * to guess, for they lie on a line, and only where the layers lie on it is to be found.
 */
export const PROPORTIONS: DirectRecipe = {
  kind: "direct",
  summary: "Two or more photos of the same two layers in different, unknown proportions",
  example: "a.jpg b.jpg",
  photos: [2, MOST_PHOTOS],
  hint: "red where layer 1 is the brighter, blue where layer 2 is: their order",
  linear: true,
  separate: ({ photos, hint }) => {
    const { layers, noiseGain, correlation, residual, ...found } = findProportions(photos);
    const [share = 0] = found.proportions;
    const mask = evenMask(photos[0], share);
    const ordered = orderByStrokes({ layers, mask }, hint);
    const proportions = ordered.mask === mask
      ? found.proportions
      : found.proportions.map((one) => 1 - one);
    return {
      ...ordered,
      certainty: 1 - Math.min(1, Math.max(0, correlation / ALIKE)),
      found: { proportions, noiseGain, correlation, residual },
    };
  },
};
