import { checkOptions, INITS, METHODS, RANGES } from "../decompose/options.ts";
import { RECIPE_NAMES } from "../decompose/recipes.ts";
import { FORMAT_NAMES, QUALITIES } from "../image/formats.ts";
import { SPACES } from "../image/space.ts";
import { BACKEND_NAMES } from "../runtime/backends.ts";

const DEFAULTS = checkOptions({});
const WITH_TILES = checkOptions({ tiles: true });

/** The options of `unblend split`. */
export const SPLIT_OPTIONS = {
  out: {
    kind: "text",
    short: "o",
    value: "DIR",
    help: "Folder for the results (default: photo-layers beside photo.jpg)",
  },
  force: { kind: "flag", short: "f", help: "Replace the results of an earlier run in that folder" },
  resume: { kind: "flag", help: "Go on where the same command was interrupted, or killed" },
  each: {
    kind: "flag",
    help: "Split many photos, each by itself (with --out DIR: to DIR/photo-layers)",
  },
  recipe: {
    kind: "text",
    value: "NAME",
    choices: RECIPE_NAMES,
    help: `What is done, see below (default: ${DEFAULTS.recipeName})`,
  },
  hint: {
    kind: "text",
    value: "FILE",
    help: "Transparent PNG with red strokes on layer 1 and blue strokes on layer 2",
  },
  strength: {
    kind: "number",
    value: "PERCENT",
    range: RANGES.strength,
    fraction: true,
    help: "In retouched.png: 100 (default) layer 1, 0 the photo, -100 layer 2",
  },
  space: {
    kind: "text",
    value: "NAME",
    choices: SPACES,
    help: `Layers add up as stored values (srgb) or light (linear; default: ${DEFAULTS.space})`,
  },
  border: {
    kind: "text",
    value: "BORDER",
    help: "Paper or film edge to leave out: auto (default), none, or pixels L,T,R,B",
  },
  method: {
    kind: "text",
    value: "NAME",
    choices: METHODS,
    help: `fit, or unet: the trained network alone, in a second (default: ${DEFAULTS.method})`,
  },
  init: {
    kind: "text",
    value: "NAME",
    choices: INITS,
    help: `Begin at the network's answer (unet) or at nothing (none; default: ${DEFAULTS.init})`,
  },
  weights: { kind: "text", value: "FILE", help: "Trained network in place of the one that ships" },
  size: {
    kind: "number",
    value: "PIXELS",
    range: RANGES.size,
    help:
      `Long side of the copy that is fitted (default: ${DEFAULTS.size}; ${WITH_TILES.size} with --tiles)`,
  },
  tiles: {
    kind: "flag",
    help: "Take a larger photo apart in windows of --size, at its own resolution",
  },
  steps: {
    kind: "number",
    value: "N",
    range: RANGES.steps,
    help: "Steps of the fit (default: the recipe's own)",
  },
  seed: {
    kind: "number",
    value: "N",
    range: RANGES.seed,
    help: `Seed of everything random; another seed, another try (default: ${DEFAULTS.seed})`,
  },
  backend: {
    kind: "text",
    value: "NAME",
    choices: BACKEND_NAMES,
    help: `What computes: ${BACKEND_NAMES.join(", ")} (default: auto)`,
  },
  format: {
    kind: "text",
    value: "NAME",
    choices: FORMAT_NAMES,
    help: `Layers are written as ${FORMAT_NAMES.join(", ")} (default: png)`,
  },
  quality: {
    kind: "number",
    value: "N",
    range: QUALITIES,
    help: "Quality of jpg, webp and avif (default: 95)",
  },
  megapixels: {
    kind: "number",
    value: "N",
    range: RANGES.megapixels,
    fraction: true,
    help: `Largest photo that is read, in millions of pixels (default: ${DEFAULTS.megapixels})`,
  },
  preview: {
    kind: "number",
    value: "SECONDS",
    range: [0.1, 86_400],
    fraction: true,
    help: "Rewrite comparison.png this often while the fit runs",
  },
  checkpoint: {
    kind: "number",
    value: "SECONDS",
    range: RANGES.checkpoint,
    fraction: true,
    help: "Keep the fit this often, for --resume (default: 30)",
  },
  quiet: { kind: "flag", short: "q", help: "Print nothing but errors" },
} as const;
