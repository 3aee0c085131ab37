import type { Picture } from "../../image/picture.ts";
import { toSpace } from "../../image/space.ts";

/** CIE D65, the white of sRGB. */
const WHITE = [0.95047, 1, 1.08883] as const;
/** From linear sRGB to XYZ (IEC 61966-2-1), row by row. */
const XYZ = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
] as const;

/**
 * Converts a picture to CIE L*a*b* (1976), in which distances are about as large as they look.
 *
 * @param picture [3,h,w] in [0, 1], sRGB.
 * @returns [3,h,w]: L in [0, 1], a and b in about [-1, 1] (a hundredth of the usual units).
 */
export function toLab(picture: Picture): Picture {
  const light = toSpace(picture, "linear").data;
  const pixels = picture.height * picture.width;
  const data = new Float32Array(3 * pixels);
  for (let i = 0; i < pixels; i++) {
    const [r = 0, g = 0, b = 0] = [light[i], light[i + pixels], light[i + 2 * pixels]];
    const [x = 0, y = 0, z = 0] = XYZ.map(([kr, kg, kb], k) =>
      cubeRoot((kr * r + kg * g + kb * b) / (WHITE[k] as number))
    );
    data[i] = 1.16 * y - 0.16;
    data[i + pixels] = 5 * (x - y);
    data[i + 2 * pixels] = 2 * (y - z);
  }
  return { ...picture, data };
}

/** The cube root, straight below (6/29)^3, where it would be too steep. */
function cubeRoot(t: number): number {
  return t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 * t + 16) / 116;
}
