/**
 * A picture as the program computes with it: planar floats, row by row, channel after channel.
 * The value of channel c at row y, column x is `data[(c * height + y) * width + x]`.
 */
export interface Picture {
  /** `[c,h,w]` values, nominally in [0, 1], in the photo's own encoding (sRGB). */
  readonly data: Float32Array;
  /** 1 (mask) or 3 (red, green, blue). */
  readonly channels: number;
  /** Rows. */
  readonly height: number;
  /** Columns. */
  readonly width: number;
}
