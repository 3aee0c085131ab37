import { split } from "../../decompose/split.ts";
import type { SplitOptions } from "../../decompose/types.ts";
import type { Picture } from "../../image/picture.ts";

/** Takes a mixture apart. */
export type Method = (
  mixture: Picture,
  options: SplitOptions,
) => Promise<readonly [Picture, Picture]>;

const splitBy = (own: SplitOptions): Method => async (mixture, options) =>
  (await split(mixture, { ...options, ...own })).layers;

/** What can be compared, by name. */
export const METHODS: Readonly<Record<string, Method>> = {
  /** The mixture, answered twice. */
  "copy": (mixture) => Promise.resolve([mixture, mixture]),
  "unet": splitBy({ method: "unet" }),
  "fit": splitBy({ method: "fit", init: "none" }),
  "unet+fit": splitBy({ method: "fit", init: "unet" }),
};
