import type { Picture } from "../../image/picture.ts";
import { deviation } from "../../metrics/deviation.ts";
import { meanSquare } from "../../metrics/mean_square.ts";

/**
 * How far two layers are from the photo that they are of: the root mean square distance, in standard
 * deviations of the photo. Of layers of equal shares this is half their difference. 0 is the photo
 * itself, twice; two scenes that have nothing to do with each other are about 1 from their mean.
 *
 * A network that is trained by squared error or its logarithm shrinks the difference where it does not
 * know, so that the distance tells how much it knows.
 *
 * @param layers Two layers, [c,h,w] each.
 * @param photo Same shape.
 * @returns 0 or more; 0 if the photo is flat.
 */
export function layerDistance(layers: readonly [Picture, Picture], photo: Picture): number {
  const spread = deviation(photo);
  const [first, second] = layers.map((layer) => meanSquare(layer, photo)) as [number, number];
  return spread === 0 ? 0 : Math.sqrt((first + second) / 2) / spread;
}
