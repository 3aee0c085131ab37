/** The eight neighbours of a pixel, [dx, dy]; direction 7 - d leads back from where d leads. */
export const NEIGHBOURS: readonly (readonly [number, number])[] = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [-1, 0],
  [1, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
];

/** Edges between the pixels of a picture. */
export interface Grid {
  readonly height: number;
  readonly width: number;
  /**
   * Strength of the edge from pixel i in direction d, at d * height * width + i; the same both ways,
   * and 0 where it would leave the picture.
   */
  readonly edges: Float32Array;
}
