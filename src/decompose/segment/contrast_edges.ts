import type { Picture } from "../../image/picture.ts";
import { type Grid, NEIGHBOURS } from "./grid.ts";

/**
 * Makes neighbours of like colour hold together: smoothness exp(-beta |difference|^2) / distance,
 * with beta the inverse of twice the mean square (Boykov and Jolly 2001; GrabCut, eq. 4 and 5).
 *
 * @param lab [3,h,w].
 * @param smoothness Strength between equal neighbours.
 * @returns The edges.
 */
export function contrastEdges(lab: Picture, smoothness: number): Grid {
  const { height, width } = lab;
  const n = height * width;
  const edges = new Float32Array(8 * n).fill(Infinity);
  let [sum, count] = [0, 0];
  for (let d = 0; d < 8; d++) {
    const [dx, dy] = NEIGHBOURS[d] as readonly [number, number];
    for (let i = 0; i < n; i++) {
      const [x, y] = [i % width + dx, Math.floor(i / width) + dy];
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      const square = squaredDifference(lab.data, i, y * width + x, n);
      edges[d * n + i] = square;
      sum += square;
      count++;
    }
  }
  const beta = count / (2 * sum + 1e-12);
  for (let d = 0; d < 8; d++) {
    const strength = smoothness / Math.hypot(...NEIGHBOURS[d] as readonly [number, number]);
    for (let i = d * n; i < (d + 1) * n; i++) {
      edges[i] = strength * Math.exp(-beta * (edges[i] as number));
    }
  }
  return { edges, height, width };
}

function squaredDifference(data: Float32Array, i: number, j: number, n: number): number {
  let sum = 0;
  for (let c = 0; c < 3 * n; c += n) {
    sum += ((data[i + c] as number) - (data[j + c] as number)) ** 2;
  }
  return sum;
}
