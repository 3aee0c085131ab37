import type { Picture } from "../image/picture.ts";
import { removeHaze } from "./dehaze/remove_haze.ts";
import type { DirectRecipe } from "./recipe.ts";

/** Haze: I = t J + (1 - t) A, with an even airlight A and a transmission t without edges of its own. */
export const DEHAZE: DirectRecipe = {
  kind: "direct",
  summary: "Haze or fog over a view: layer 1 is the view, layer 2 the colour of the haze",
  example: "valley.jpg --recipe dehaze",
  photos: [1, 1],
  separate: async ({ photos: [photo] }) => {
    const { scene, airlight, transmission } = await removeHaze(photo);
    const through = transmission.data.reduce((sum, t) => sum + t, 0) / transmission.data.length;
    return {
      layers: [scene, even(airlight, photo)],
      mask: transmission,
      // A guess from how haze looks: nothing in the photo proves it.
      certainty: 0.6 * Math.min(1, (1 - through) / LITTLE),
      found: { airlight, transmission: through },
    };
  },
};

/** Less haze than this, on the mean, may as well be the view's own paleness. */
const LITTLE = 0.25;

function even(colour: readonly number[], { width, height }: Picture): Picture {
  const data = new Float32Array(3 * width * height);
  colour.forEach((value, c) => data.fill(value, c * width * height, (c + 1) * width * height));
  return { data, channels: 3, height, width };
}
