import type { DirectRecipe } from "./recipe.ts";
import { segment } from "./segment/segment.ts";

/** Foreground and background, I = m F + (1 - m) B with a mask m of 0 and 1. */
export const SEGMENT: DirectRecipe = {
  kind: "direct",
  summary: "A thing before a simple background; the mask is black and white",
  example: "balloon.jpg --recipe segment --hint strokes.png",
  photos: [1, 1],
  hint: "red on the thing, blue on the background",
  separate: async ({ photos: [photo], hint }) => {
    const { layers, mask, certainty } = await segment(photo, hint);
    const thing = mask.data.reduce((sum, m) => sum + m, 0) / mask.data.length;
    return { layers, mask, certainty, found: { foreground: thing } };
  },
};
