import { boxMean } from "../../image/box_mean.ts";
import { LEAST_JUMP, squaredJump } from "./robust.ts";
import type { Scene } from "./scene.ts";

/** Half the side of the window in which jumps are compared. */
const RADIUS = 10;

/**
 * Measures which jumps are usual around each pixel: in grass a jump says little about a mark, in a clear
 * sky the same jump says much.
 *
 * @param scene The photos. Jumps across the mark's own edges are few, and hardly count.
 * @param gap Steps between the pixels of a jump.
 * @returns The geometric mean of the jumps' squares, of each photo, [h,w].
 */
export function localJumps(
  scene: Pick<Scene, "photos" | "height" | "width">,
  gap: number,
): Float32Array[] {
  const { width, height } = scene;
  const floor = 3 * LEAST_JUMP ** 2;
  return scene.photos.map((photo) => {
    const data = new Float32Array(width * height);
    for (let p = 0; p < data.length; p++) {
      const across = p % width + gap < width ? p + gap : p - gap;
      const down = p + gap * width < data.length ? p + gap * width : p - gap * width;
      data[p] = (Math.log(floor + squaredJump(photo, p, across)) +
        Math.log(floor + squaredJump(photo, p, down))) / 2;
    }
    return boxMean({ data, channels: 1, height, width }, RADIUS).data.map(Math.exp);
  });
}
