import type { Picture } from "../../../src/image/picture.ts";
import { resizePicture } from "../../../src/image/resize_picture.ts";
import { blur } from "../../../src/metrics/gaussian.ts";

/** How strong and how far out of focus. */
export interface Pane {
  /** The reflection's share of the photo. */
  readonly reflected: number;
  /** Standard deviation of its blur, in pixels at 128 pixels. */
  readonly sigma: number;
}

/**
 * Photographs a scene through a pane: (1 - s) * scene + s * blurred other, rounded to 8 bits.
 *
 * @param scene [3,h,w] in [0, 1].
 * @param other What is mirrored, [3,h',w'].
 * @param pane Which.
 * @returns [3,h,w].
 */
export async function reflect(scene: Picture, other: Picture, pane: Pane): Promise<Picture> {
  const { reflected, sigma } = pane;
  const side = Math.max(scene.width, scene.height);
  const { data } = blur(await resizePicture(other, scene), sigma * side / 128);
  const mix = (v: number, i: number) => (1 - reflected) * v + reflected * data[i]!;
  return { ...scene, data: scene.data.map((v, i) => Math.round(mix(v, i) * 255) / 255) };
}
