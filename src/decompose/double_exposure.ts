import type { Schedule } from "../fit/model.ts";
import { add, broadcastTo, concat, constant, mul, sub, type Tensor } from "../graph/mod.ts";
import { exclusionLoss } from "../losses/exclusion.ts";
import { guideLoss } from "../losses/guide.ts";
import { l1Loss, mseLoss } from "../losses/reconstruction.ts";
import { maskNet } from "../nn/mask_net.ts";
import type { ParameterSource } from "../nn/parameters.ts";
import { type SkipNetOptions, skipNets } from "../nn/skip_net.ts";
import type { FittedRecipe, SplitModel } from "./recipe.ts";

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

/** Share of the steps in which the generators learn to draw what a trained network found. */
const FIRST = 0.3;
/** So many blocks along the long side are then still tied to it, by their means. */
const BLOCKS = 16;

/**
 * The default: two scenes on one picture. Double-DIP with a mask, and with a tie to what is likely of
 * the layers of any photo (`likelyDifference`) in place of nothing: without it the fit moves blobs of
 * colour from layer to layer and ends below doing nothing (DESIGN.md). What differs from that is then
 * what exclusion wants strongly enough.
 *
 * With a guide, layers that a trained network found or strokes tell, the generators first learn to
 * draw these, and are then fitted to the photo: what is said of regions stays, and exclusion gives
 * each edge to the layer that already has more of it.
 */
export const DOUBLE_EXPOSURE: FittedRecipe = {
  kind: "fitted",
  summary: "Two scenes on one picture, in about equal shares (the default)",
  example: "photo.jpg",
  photos: [1, 1],
  linear: true,
  hint: "red where you see layer 1, blue where you see layer 2",
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
  build: ({ photo, given: { guide, likely }, parameters, noise }) => {
    const [a, b] = skipNets([noise(3), noise(3)] as const, LAYER_NET, parameters);
    return guide
      ? guided({ photo, a, b, guide })
      : unguided({ photo, a, b, likely, noise: noise(3), parameters });
  },
};

interface Drawn {
  readonly photo: Tensor;
  readonly a: Tensor;
  readonly b: Tensor;
}

/** From nothing but what is likely of all photos. */
function unguided(
  { photo, a, b, likely, noise, parameters }: Drawn & {
    readonly likely: Tensor | undefined;
    readonly noise: Tensor;
    readonly parameters: ParameterSource;
  },
): SplitModel {
  const mask = maskNet(noise, { channels: [8, 16, 16, 16], slope: 0.2 }, parameters);
  return {
    layers: [a, b],
    mask,
    terms: {
      reconstruction: { loss: l1Loss(add(b, mul(mask, sub(a, b))), photo), weight: 1 },
      exclusion: { loss: exclusionLoss(a, b), weight: 0.05 },
      likely: { loss: guideLoss(a, b, likely ?? concat([photo, photo], 1)), weight: 5 },
      share: { loss: mseLoss(mask, constant(0.5)), weight: 1 },
    },
  };
}

/** From what a trained network found: layers of equal shares. */
function guided({ photo, a, b, guide }: Drawn & { readonly guide: Tensor }): SplitModel {
  const [n = 1, , height = 0, width = 0] = photo.shape;
  const block = Math.min(height, width, Math.floor(Math.max(height, width) / BLOCKS) || 1);
  const first = (weight: number): Schedule => (step, steps) => step < FIRST * steps ? weight : 0;
  const then = (weight: number): Schedule => (step, steps) => step < FIRST * steps ? 0 : weight;
  return {
    layers: [a, b],
    mask: broadcastTo(constant(0.5), [n, 1, height, width]),
    terms: {
      reconstruction: { loss: l1Loss(mul(add(a, b), 0.5), photo), weight: 1 },
      exclusion: { loss: exclusionLoss(a, b), weight: then(1) },
      guide: { loss: guideLoss(a, b, guide), weight: first(5) },
      regions: { loss: guideLoss(a, b, guide, block), weight: then(20) },
    },
  };
}
