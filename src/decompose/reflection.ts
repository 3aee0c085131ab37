import { evenMask } from "../image/even_mask.ts";
import { orderByStrokes } from "./hint/order_by_strokes.ts";
import type { DirectRecipe } from "./recipe.ts";
import { removeReflection } from "./reflection/remove_reflection.ts";

/** A pane between the scene and the camera: I = (1 - s) T + s R, R weaker and softer than T. */
export const REFLECTION: DirectRecipe = {
  kind: "direct",
  summary: "A weak, soft reflection in a pane over a scene; it is weakened, seldom removed",
  example: "window.jpg --recipe reflection --strength 100",
  photos: [1, 1],
  hint: "red where the scene is the brighter, blue where its reflection is: their order",
  retouches: true,
  separate: async ({ photos: [photo], hint }) => {
    const { scene, reflection, share } = await removeReflection(photo);
    const mask = evenMask(photo, share);
    const ordered = orderByStrokes({ layers: [scene, reflection], mask }, hint);
    const first = ordered.mask === mask ? share : 1 - share;
    return { ...ordered, certainty: CERTAINTY, found: { share: first } };
  },
};

/** Of the mirror image nine parts in ten stay on the mean (bench/reflection.ts): the same for all. */
const CERTAINTY = 0.3;
