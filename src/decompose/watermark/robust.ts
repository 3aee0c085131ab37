import type { Scene } from "./scene.ts";

/**
 * The cost of a jump in a photo: log(1 + d^2 / s^2), that of Student's distribution. A photo is mostly
 * smooth, with edges of any height, and none of them costs much more than the next.
 *
 * @param squared The jump's square, summed over red, green and blue.
 * @param scale s^2: the square of a jump that is usual in this photo.
 * @returns 0 or more.
 */
export function jumpCost(squared: number, scale: number): number {
  return Math.log(1 + squared / scale);
}

/** What a jump is at least taken to be: the rounding to 8 bits and some noise. */
export const LEAST_JUMP = 0.008;

/**
 * Measures which jumps are usual in the photos between pixels some steps apart, where there is no mark.
 *
 * @param scene Photos and hint. Pixels in the hint are counted only if there are few others.
 * @param gap Steps.
 * @returns The median of their squares, summed over red, green and blue.
 */
export function usualJump(scene: Omit<Scene, "usual" | "local">, gap: number): number {
  const { width, height, hint } = scene;
  const squares: number[] = [];
  for (const inside of [0, 1]) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x + gap < width; x++) {
        const p = y * width + x;
        if (Math.max(hint[p] as number, hint[p + gap] as number) !== inside) continue;
        for (const photo of scene.photos) squares.push(squaredJump(photo, p, p + gap));
      }
    }
    if (squares.length > 200) break;
  }
  squares.sort((a, b) => a - b);
  return Math.max(squares[squares.length >> 1] ?? 0, 3 * LEAST_JUMP ** 2);
}

/** The square of the difference of two pixels, summed over the channels. */
export function squaredJump(photo: Float32Array, p: number, q: number): number {
  const pixels = photo.length / 3;
  let sum = 0;
  for (let c = 0; c < 3; c++) {
    sum += ((photo[c * pixels + p] as number) - (photo[c * pixels + q] as number)) ** 2;
  }
  return sum;
}
