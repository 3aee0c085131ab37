import type { FitInputs, FitSettings, LossTerm } from "../fit/model.ts";
import type { Tensor } from "../graph/mod.ts";
import type { Hint } from "../image/hint.ts";
import type { Picture } from "../image/picture.ts";
import type { FittedLayers } from "./answer.ts";

/** Photos that a recipe can take at once. */
export const MOST_PHOTOS = 16;

/** What any recipe tells of itself. */
interface RecipeDescription {
  /** One line for a list of recipes. */
  readonly summary: string;
  /** What follows `split` on the command line, as an example. */
  readonly example: string;
  /** How many photos it takes, at least and at most. */
  readonly photos: readonly [number, number];
  /** What red and blue strokes say to it; undefined if it takes no hint. */
  readonly hint?: string;
  /** Whether there is a point in taking out a part of layer 2 alone (`--strength`). */
  readonly retouches?: boolean;
  /** Whether its layers can add up as light (`--space linear`). */
  readonly linear?: boolean;
}

/** The graph of a split: layers, mask, and the losses that they are fitted by. */
export interface SplitModel {
  /** The two layers, [1,3,h,w] in [0, 1], each at full brightness. */
  readonly layers: readonly [Tensor, Tensor];
  /** The share of layer 1 in the photo, [1,1,h,w] in [0, 1]. */
  readonly mask: Tensor;
  /** What is minimised. */
  readonly terms: Readonly<Record<string, LossTerm>>;
}

/**
 * A task for networks that are fitted to the photo: generators, mixing model, losses over time, and
 * for how many steps.
 */
export interface FittedRecipe extends RecipeDescription {
  readonly kind: "fitted";
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
  /** Whether the fit can begin at the layers of a trained network, `given.guide`, [1,6,h,w]. */
  readonly guided: boolean;
  /** Builds the networks and losses. */
  readonly build: (inputs: FitInputs) => SplitModel;
}

/** What a direct recipe works on. */
export interface DirectTask {
  /** The photos, [3,h,w] each, as many as the recipe takes. */
  readonly photos: readonly [Picture, ...Picture[]];
  /** Strokes, of the photos' size. */
  readonly hint: Hint | undefined;
}

/** What a direct recipe found. */
export interface Separation extends FittedLayers {
  /** Of several photos that share only a layer: what the second and on consist of. */
  readonly more?: readonly FittedLayers[];
  /** How sure it is, 0 to 1. */
  readonly certainty: number;
  /** Numbers that it found on its way, by name, for the report. */
  readonly found: Readonly<Record<string, number | readonly number[]>>;
}

/** A task with an answer in closed form, or by a small search: no network is fitted. */
export interface DirectRecipe extends RecipeDescription {
  readonly kind: "direct";
  /**
   * Takes photos apart, at their own size.
   *
   * @throws {UserError} If they, or the hint, are not what it needs.
   */
  readonly separate: (task: DirectTask) => Separation | Promise<Separation>;
}

/** What is done for a task. A newcomer copies one of these files to make another. */
export type Recipe = FittedRecipe | DirectRecipe;
