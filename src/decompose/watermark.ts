import { UserError } from "../errors.ts";
import { type DirectRecipe, MOST_PHOTOS } from "./recipe.ts";
import { removeMark } from "./watermark/remove_mark.ts";

/** A mark of flat colours over a photo, or over several: only what it covers is changed. */
export const WATERMARK: DirectRecipe = {
  kind: "direct",
  summary: "A watermark: one photo and a hint, or three and more photos with the same mark",
  example: "print.jpg --recipe watermark --hint strokes.png",
  photos: [1, MOST_PHOTOS],
  hint: "red over the mark, a little beyond its edges",
  separate: ({ photos, hint }) => {
    if (photos.length === 1 && !hint) {
      throw new UserError(
        "The recipe watermark needs a hint for one photo: paint the mark red in a copy that is " +
          "transparent elsewhere, and name it by --hint",
      );
    }
    const { clean, mark, share, found, clarity } = removeMark(photos, hint?.first);
    const [first, ...others] = clean.map((layer) => ({
      layers: [layer, mark] as const,
      mask: share,
    }));
    if (!first) throw new TypeError("There is no photo");
    const [ink] = found;
    return {
      ...first,
      more: others,
      certainty: certaintyOf(photos.length, clarity),
      found: {
        opacities: found.map(({ opacity }) => opacity),
        colour: ink?.colour ?? [],
        pixels: found.reduce((sum, { pixels }) => sum + pixels, 0),
      },
    };
  },
};

/** The clarity from which a mark of one photo is as certain as it gets. */
const CLEAR = 16;

/** What lets nothing through is filled in, which is a guess; several photos tell more than one. */
function certaintyOf(photos: number, clarity: number): number {
  if (clarity === 0) return 0.2;
  return photos > 1 ? 0.9 : 0.2 + 0.6 * Math.min(1, clarity / CLEAR);
}
