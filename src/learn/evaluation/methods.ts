import { split } from "../../decompose/split.ts";
import type { SplitOptions } from "../../decompose/types.ts";
import type { Picture } from "../../image/picture.ts";
import type { MethodName } from "./options.ts";

/** Takes a mixture apart. */
export type Method = (
  mixture: Picture,
  options: SplitOptions,
) => Promise<readonly [Picture, Picture]>;

/** One set of options serves every method: each overrules by `undefined` what is not for it. */
const splitBy = (own: SplitOptions): Method => async (mixture, options) =>
  (await split(mixture, { ...options, ...own })).layers;

/** What can be compared, by name. */
export const METHODS: Readonly<Record<MethodName, Method>> = {
  /** The mixture, answered twice. */
  "copy": (mixture) => Promise.resolve([mixture, mixture]),
  "unet": splitBy({ method: "unet", steps: undefined }),
  "fit": splitBy({ method: "fit", init: "none", weights: undefined }),
  "unet+fit": splitBy({ method: "fit", init: "unet" }),
};
