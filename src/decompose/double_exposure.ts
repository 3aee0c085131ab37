import { add, averagePool, mul, sub } from "../graph/mod.ts";
import { exclusionLoss } from "../losses/exclusion.ts";
import { l1Loss, mseLoss } from "../losses/reconstruction.ts";
import { maskNet } from "../nn/mask_net.ts";
import { skipNet } from "../nn/skip_net.ts";
import type { Recipe } from "./recipe.ts";

/** The default: two scenes on one piece of film. */
export const DOUBLE_EXPOSURE: Recipe = {
  summary: "Two scenes on one picture, in about equal shares (the default)",
  steps: 600,
  settings: {
    rate: 2e-3,
    noise: 0.05,
    jitter: 0.01,
    orientations: false,
    average: 0.02,
  },
  multiple: 32,
  answer: "difference",
  build: ({ photo, parameters, noise }) => {
    const options = {
      outputs: 3,
      channels: [16, 32, 32, 64],
      skips: [0, 0, 4, 4],
      filterDown: 3,
      filterUp: 3,
      pointwiseUp: true,
      padding: "reflect",
      slope: 0.2,
    } as const;
    const [a, b] = [noise(3), noise(3)].map((z) => skipNet(z, options, parameters)) as [
      typeof photo,
      typeof photo,
    ];
    const mask = maskNet(noise(3), { channels: [8, 16, 16, 16, 16], slope: 0.2 }, parameters);
    const mixture = add(mul(mask, a), mul(sub(1, mask), b));
    const coarse = (x: typeof photo) => averagePool(x, 16);
    return {
      layers: [a, b],
      mask,
      terms: {
        reconstruction: { loss: l1Loss(mixture, photo), weight: 1 },
        exclusion: { loss: exclusionLoss(a, b), weight: 0.05 },
        tie: {
          loss: add(mseLoss(coarse(a), coarse(photo)), mseLoss(coarse(b), coarse(photo))),
          weight: 1,
        },
      },
    };
  },
};
