import type { Picture } from "../../image/picture.ts";
import type { Verdict } from "../types.ts";
import { wordsFor } from "./judge_split.ts";
import { isBlank } from "./photo_kind.ts";

/**
 * Judges what a direct recipe found, by its own certainty: each knows best what it rests on. A photo
 * that is one scene is nothing out of the way for most of them; a blank one is.
 *
 * @param photo The photo, [3,h,w] in [0, 1].
 * @param certainty 0 to 1.
 * @returns Score and words.
 */
export async function judgeSeparation(photo: Picture, certainty: number): Promise<Verdict> {
  const blank = await isBlank(photo);
  const score = blank ? 0 : certainty;
  return {
    score,
    words: blank ? "could not be separated: the photo is blank" : wordsFor(score),
    kind: blank ? "blank" : "mixture",
    evidence: { certainty },
  };
}
