import type { Ink } from "./ink.ts";
import type { Scene } from "./scene.ts";

/** Pixels of a side of the tiles that share a palette. */
const TILE = 8;
/** Pixels that a palette has, at most and at least, if there are so many. */
const [MOST, LEAST] = [128, 40];
/** How far around its tile a palette reaches at first. */
const REACH = 12;

/**
 * Lists, for each part of the scene, pixels nearby that are surely clean: those beyond the hint. What
 * was under the mark mostly has colours that are found beside it.
 *
 * @param scene The hint.
 * @returns A function from a pixel to the pixels of its palette; none if the hint leaves none.
 */
export function palettes({ hint, width, height }: Scene): (p: number) => Int32Array {
  const columns = Math.ceil(width / TILE);
  const known = new Map<number, Int32Array>();
  const none = hint.every((inside) => inside);
  const gather = (left: number, top: number) => {
    for (let reach = REACH;; reach *= 1.5) {
      const found: number[] = [];
      const [bottom, right] = [top + TILE + reach, left + TILE + reach];
      for (let y = Math.max(0, Math.ceil(top - reach)); y < Math.min(height, bottom); y++) {
        for (let x = Math.max(0, Math.ceil(left - reach)); x < Math.min(width, right); x++) {
          if (!hint[y * width + x]) found.push(y * width + x);
        }
      }
      if (found.length < LEAST && reach < width + height) continue;
      const stride = Math.max(1, found.length / MOST);
      const size = Math.min(MOST, found.length);
      return Int32Array.from({ length: size }, (_, i) => found[Math.floor(i * stride)] as number);
    }
  };
  return (p) => {
    if (none) return new Int32Array(0);
    const [column, row] = [Math.floor(p % width / TILE), Math.floor(p / width / TILE)];
    const tile = row * columns + column;
    const palette = known.get(tile) ?? gather(column * TILE, row * TILE);
    known.set(tile, palette);
    return palette;
  };
}

/** Deviation of a colour from its like in the palette, in the photo as it is, under the mark or not. */
const BLUR = 0.03;
/** The density of colours that are not in the palette. */
const UNHEARD = Math.exp(-6);

/**
 * What it costs that a pixel's clean colour is strange to its surroundings: the negative logarithm of the
 * density of colours around, seen through the ink (Parzen 1962). An ink makes contrasts smaller, and
 * colours denser; so this tells, too, whether a texture is seen through it.
 *
 * @param photo [3,h,w].
 * @param p The pixel.
 * @param ink The ink it is taken to be in.
 * @param palette Clean pixels.
 * @returns 0 to 6; 0 without a palette.
 */
export function strangeness(
  photo: Float32Array,
  p: number,
  { keep, add }: Ink,
  palette: Int32Array,
): number {
  if (palette.length === 0) return 0;
  const pixels = photo.length / 3;
  const clean = (c: 0 | 1 | 2) => ((photo[c * pixels + p] as number) - add[c]) / keep;
  const [red, green, blue] = [clean(0), clean(1), clean(2)];
  let density = 0;
  const sharp = keep * keep / (2 * BLUR ** 2);
  for (const q of palette) {
    const squared = (red - (photo[q] as number)) ** 2 +
      (green - (photo[pixels + q] as number)) ** 2 +
      (blue - (photo[2 * pixels + q] as number)) ** 2;
    density += Math.exp(-squared * sharp);
  }
  return -Math.log(density / palette.length + UNHEARD);
}
