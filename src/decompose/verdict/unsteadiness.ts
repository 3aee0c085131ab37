import { layerDifference } from "../layer_difference.ts";
import { mirror } from "../../image/mirror.ts";
import { cropPicture } from "../../image/pad_picture.ts";
import type { Picture } from "../../image/picture.ts";

/** Two layers, [c,h,w] each. */
type Pair = readonly [Picture, Picture];

/** By so many pixels the photo is moved: half a patch of the network that ships. */
const STEP = 2;

/**
 * How much the answer of a trained network changes if the photo is moved by two pixels, up and
 * to the left: 1 - |correlation| of the differences of the layers. Nothing about the photo is other than
 * before; what changes was not seen in it. For trained networks only: it asks the network once more.
 *
 * @param photo What the network was asked, at the size that it was trained on, [3,h,w]; 3 pixels or
 * more a side.
 * @param layers What it answered, same shape each.
 * @param separate Asks it.
 * @returns 0 for the same answer, in either order, to 1 for one that has nothing to do with it, and
 * for layers that do not differ.
 */
export async function unsteadiness(
  photo: Picture,
  layers: Pair,
  separate: (photo: Picture) => Promise<Pair>,
): Promise<number> {
  const again = await separate(moved(photo, STEP));
  const [one, other] = [
    inside(layerDifference(layers)),
    inside(moved(layerDifference(again), -STEP)),
  ];
  const size = Math.sqrt(product(one, one) * product(other, other));
  return size === 0 ? 1 : Math.max(0, 1 - Math.abs(product(one, other)) / size);
}

/** The picture from `by` columns and rows further on; beyond the border it is mirrored. */
function moved(picture: Picture, by: number): Picture {
  const { data, width, height } = picture;
  return {
    ...picture,
    data: data.map((_, i) => {
      const row = Math.floor(i / width);
      const top = row - row % height;
      return data[
        (top + mirror(row % height + by, height)) * width + mirror(i % width + by, width)
      ] as number;
    }),
  };
}

/** Without the rows and columns that went beyond the border. */
function inside(picture: Picture): Picture {
  const { width, height } = picture;
  return cropPicture(picture, {
    left: STEP,
    top: STEP,
    width: width - STEP,
    height: height - STEP,
  });
}

function product(a: Picture, b: Picture): number {
  return a.data.reduce((sum, v, i) => sum + v * (b.data[i] as number), 0);
}
