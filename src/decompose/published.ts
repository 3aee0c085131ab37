import { add, broadcastTo, constant, mul } from "../graph/mod.ts";
import { exclusionLoss } from "../losses/exclusion.ts";
import { l1Loss } from "../losses/reconstruction.ts";
import { PUBLISHED_SKIP_NET, skipNets } from "../nn/skip_net.ts";
import type { FittedRecipe } from "./recipe.ts";

/**
 * Double-DIP for one photo of two layers, as its authors released it (Gandelsman, Shocher and Irani
 * 2019): I = R + T without a mask, L1 and 0.01 times exclusion. Kept so that claims can be compared
 * with it; DESIGN.md and the README say how it fares.
 */
export const PUBLISHED: FittedRecipe = {
  kind: "fitted",
  summary: "The released settings of Double-DIP, for comparison",
  example: "photo.jpg --recipe published --size 128",
  photos: [1, 1],
  hint: "red where layer 1 is the brighter, blue where layer 2 is: their order",
  steps: 8000,
  settings: {
    rate: 5e-4,
    noise: 0.005,
    jitter: (step) => Math.min(Math.floor(step / 100), 10) / 1000,
    orientations: true,
    average: 0.05,
  },
  multiple: 32,
  // Halved five times, 3 pixels a side are left: the fewest that 5x5 filters can mirror.
  least: 96,
  answer: "layers",
  guided: false,
  build: ({ photo, parameters, noise }) => {
    const inputs = [noise(3), noise(3)] as const;
    const [reflection, transmission] = skipNets(inputs, PUBLISHED_SKIP_NET, parameters);
    const [n = 1, , h = 0, w = 0] = photo.shape;
    return {
      layers: [mul(reflection, 2), mul(transmission, 2)],
      mask: broadcastTo(constant(0.5), [n, 1, h, w]),
      terms: {
        reconstruction: { loss: l1Loss(add(reflection, transmission), photo), weight: 1 },
        exclusion: { loss: exclusionLoss(reflection, transmission), weight: 0.01 },
      },
    };
  },
};
