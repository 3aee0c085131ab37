import { add, constant, mul, sub } from "../graph/mod.ts";
import { exclusionLoss } from "../losses/exclusion.ts";
import { exposureLoss } from "../losses/exposure.ts";
import { guideLoss } from "../losses/guide.ts";
import { l1Loss, mseLoss } from "../losses/reconstruction.ts";
import { maskNet } from "../nn/mask_net.ts";
import { type SkipNetOptions, skipNets } from "../nn/skip_net.ts";
import type { Recipe } from "./recipe.ts";

/** Smaller than the published net: a step costs a quarter, and what it draws is no worse. */
const LAYER_NET: SkipNetOptions = {
  outputs: 3,
  channels: [8, 16, 32],
  skips: [4, 4, 4],
  filterDown: 3,
  filterUp: 3,
  pointwiseUp: false,
  padding: "reflect",
  slope: 0.2,
};

/** Root mean square of the layers' guessed difference, in standard deviations of the photo. */
const GUESS = 0.4;

/**
 * The default: two scenes on one picture. Double-DIP with a mask, and with a tie to two unequal
 * exposures of the photo in place of nothing: without it the fit moves blobs of colour from layer to
 * layer and ends below doing nothing (DESIGN.md). What differs between the layers is then what
 * exclusion wants strongly enough.
 */
export const DOUBLE_EXPOSURE: Recipe = {
  summary: "Two scenes on one picture, in about equal shares (the default)",
  steps: 500,
  settings: {
    rate: 2e-3,
    noise: 0.05,
    jitter: 0.01,
    orientations: false,
    average: 0.03,
  },
  multiple: 8,
  answer: "difference",
  guided: true,
  build: ({ photo, guide, parameters, noise }) => {
    const [a, b] = skipNets([noise(3), noise(3)] as const, LAYER_NET, parameters);
    const mask = maskNet(noise(3), { channels: [8, 16, 16, 16], slope: 0.2 }, parameters);
    return {
      layers: [a, b],
      mask,
      terms: {
        reconstruction: { loss: l1Loss(add(b, mul(mask, sub(a, b))), photo), weight: 1 },
        exclusion: { loss: exclusionLoss(a, b), weight: 0.05 },
        ...guide
          ? { guide: { loss: guideLoss(a, b, guide), weight: 5 } }
          : { exposure: { loss: exposureLoss(a, b, photo, GUESS), weight: 5 } },
        share: { loss: mseLoss(mask, constant(0.5)), weight: 1 },
      },
    };
  },
};
