import type { Picture } from "./picture.ts";
import { fromSpace, type Space, toSpace } from "./space.ts";

/**
 * Mixes two pictures as two exposures of one film are.
 *
 * @param a [c,h,w] in [0, 1], sRGB.
 * @param b Same shape.
 * @param alpha Share of `a`, 0 to 1.
 * @param space `srgb` adds the values as they are stored, alpha a + (1 - alpha) b; `linear` adds light.
 * @returns [c,h,w] in [0, 1], sRGB.
 * @throws {RangeError} If their shapes differ.
 */
export function mixPictures(a: Picture, b: Picture, alpha: number, space: Space = "srgb"): Picture {
  if (a.width !== b.width || a.height !== b.height || a.channels !== b.channels) {
    throw new RangeError(
      `Cannot mix layers of different sizes: ${a.width}x${a.height} and ${b.width}x${b.height}`,
    );
  }
  const [first, second] = [toSpace(a, space), toSpace(b, space)];
  const data = first.data.map((v, i) => alpha * v + (1 - alpha) * (second.data[i] as number));
  return fromSpace({ ...a, data }, space);
}
