import type { FitInputs, FitSettings, LossTerm } from "../fit/model.ts";
import type { Tensor } from "../graph/mod.ts";

/** The graph of a split: layers, mask, and the losses that they are fitted by. */
export interface SplitModel {
  /** The two layers, [1,3,h,w] in [0, 1], each at full brightness. */
  readonly layers: readonly [Tensor, Tensor];
  /** The share of layer 1 in the photo, [1,1,h,w] in [0, 1]. */
  readonly mask: Tensor;
  /** What is minimised. */
  readonly terms: Readonly<Record<string, LossTerm>>;
}

/** What is fitted for a task: generators, mixing model, losses over time, and for how many steps. */
export interface Recipe {
  /** One line for a list of recipes. */
  readonly summary: string;
  /** Steps by default. */
  readonly steps: number;
  /** Learning rate, noise, augmentation, averaging. */
  readonly settings: FitSettings;
  /** Sides of the working copy are padded to a multiple of this. */
  readonly multiple: number;
  /** Sides of the working copy are padded to at least this, where the networks need it. */
  readonly least?: number;
  /**
   * How the answer is made from the fitted pictures: `layers` takes them as they are; `difference`
   * takes the difference of the layers alone, and makes layers from it that add up to the photo.
   */
  readonly answer: "layers" | "difference";
  /** Whether the fit can begin at the layers of a trained network, its `guide`, [1,6,h,w]. */
  readonly guided: boolean;
  /** Builds the networks and losses. */
  readonly build: (inputs: FitInputs) => SplitModel;
}
