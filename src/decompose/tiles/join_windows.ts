import { cosineTransform } from "../../image/cosine_transform.ts";
import type { Picture } from "../../image/picture.ts";
import type { Size } from "../../image/resize_picture.ts";
import { type LineWeights, windowWeights } from "./window_weights.ts";
import type { WindowGrid } from "./windows.ts";

/** Wavelengths above this, in sides of a window, are those of the windows' mean; below, of gradients. */
const WAVELENGTH = 2;

/**
 * Joins what was found in windows into one picture of a photo's size. Windows that overlap agree in
 * edges more than in brightness, so it is their gradients that are averaged; the picture whose
 * gradients are nearest, in least squares, is
 *
 *     min over u:  |gradient(u) - g|^2 + lambda |u - v|^2
 *
 * with g and v the windows' weighted mean gradients and values (the screened Poisson equation, Bhat,
 * Curless, Cohen and Zitnick 2008, eq. 4; gradients after Perez, Gangnet and Blake 2003). Its right
 * side is a sum over the windows, so each is added as soon as it is known and nothing but the sum is
 * kept. Cosines solve it: with borders that mirror, they are the eigenvectors.
 */
export class WindowJoin {
  readonly #sums: Float32Array;
  readonly #across: readonly LineWeights[];
  readonly #down: readonly LineWeights[];
  readonly #lambda: number;

  /**
   * @param photo Its size.
   * @param grid The windows.
   */
  constructor(readonly photo: Size, readonly grid: WindowGrid) {
    this.#sums = new Float32Array(3 * photo.width * photo.height);
    this.#across = windowWeights(grid.lefts, grid.width);
    this.#down = windowWeights(grid.tops, grid.height);
    this.#lambda = (2 * Math.PI / (WAVELENGTH * Math.max(grid.width, grid.height))) ** 2;
  }

  /**
   * Adds what was found in a window, to what is there for it.
   *
   * @param index Which window.
   * @param found [3,h,w] of its size.
   * @param factor What to multiply it by: -1 takes away.
   */
  add(index: number, { data, height, width }: Picture, factor = 1): void {
    const { left, top } = this.grid.windows[index]!;
    const across = this.#across[index % this.grid.lefts.length]!;
    const down = this.#down[Math.floor(index / this.grid.lefts.length)]!;
    const row = this.photo.width;
    for (let c = 0; c < 3; c++) {
      const sums = this.#plane(this.#sums, c);
      for (let y = 0; y < height; y++) {
        const [weight, gap] = [factor * down.pixels[y]!, factor * (down.gaps[y] ?? 0)];
        for (let x = 0; x < width; x++) {
          const from = (c * height + y) * width + x;
          const to = (top + y) * row + left + x;
          const value = data[from]!;
          sums[to]! += this.#lambda * weight * across.pixels[x]! * value;
          if (x + 1 < width) {
            const step = weight * across.gaps[x]! * (data[from + 1]! - value);
            sums[to]! -= step;
            sums[to + 1]! += step;
          }
          if (y + 1 < height) {
            const step = gap * across.pixels[x]! * (data[from + width]! - value);
            sums[to]! -= step;
            sums[to + row]! += step;
          }
        }
      }
    }
  }

  /**
   * Joins what has been added until now.
   *
   * @returns [3,h,w] of the photo's size.
   */
  solve(): Picture {
    return this.#solve(this.#sums.slice());
  }

  /**
   * Joins what has been added, for good: a large photo's sums are not kept beside it.
   *
   * @returns [3,h,w] of the photo's size.
   */
  finish(): Picture {
    return this.#solve(this.#sums);
  }

  #solve(data: Float32Array): Picture {
    const { height, width } = this.photo;
    const transform = cosineTransform(height, width);
    const [rows, columns] = [waves(height), waves(width)];
    for (let c = 0; c < 3; c++) {
      const plane = this.#plane(data, c);
      transform.forward(plane);
      for (let y = 0, i = 0; y < height; y++) {
        for (let x = 0; x < width; x++, i++) plane[i]! /= this.#lambda + rows[y]! + columns[x]!;
      }
      transform.inverse(plane);
    }
    return { data, channels: 3, height, width };
  }

  #plane(data: Float32Array, channel: number): Float32Array {
    const pixels = this.photo.height * this.photo.width;
    return data.subarray(channel * pixels, (channel + 1) * pixels);
  }
}

/** Eigenvalues of the negative second difference of lines whose ends mirror. */
function waves(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, k) => 2 - 2 * Math.cos(Math.PI * k / count));
}
