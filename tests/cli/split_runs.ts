import { SPLIT_FILES } from "../../src/report/split_files.ts";

/** A fit that takes a moment. */
export const SHORT = ["--size", "32", "--steps", "3"];
/** A fit that has to be stopped. */
export const ENDLESS = ["--size", "32", "--steps", "1000000"];
/** The files of every fit. */
export const ALL_FILES = SPLIT_FILES
  .filter((name) => /^(?!photo-|retouched).*\.(png|svg|json)$/.test(name)).sort();
/** The files of the trained network alone, and of direct recipes, which have no steps. */
export const STEPLESS_FILES = ALL_FILES.filter((name) => name !== "losses.svg");
