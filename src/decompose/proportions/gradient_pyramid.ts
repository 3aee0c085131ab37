import type { Picture } from "../../image/picture.ts";

/** Differences of neighbouring pixels on one scale. */
export interface Gradients {
  /** Of each channel: to the right and downwards, in turns. */
  readonly channels: readonly Float32Array[];
  /** How often the picture was halved before. */
  readonly halvings: number;
}

/** The scales on which layers are told apart. */
export const SCALES = { scales: 3, shortest: 16 };

/**
 * Takes differences of neighbouring pixels on several scales, each half as large as the one before.
 *
 * @param picture [c,h,w].
 * @param settings `scales`: how many at most; `shortest`: no scale has a side below that, but the first.
 * @returns From fine to coarse.
 */
export function gradientPyramid(
  picture: Picture,
  { scales, shortest }: { readonly scales: number; readonly shortest: number },
): Gradients[] {
  const pyramid = [{ channels: gradients(picture), halvings: 0 }];
  let small = picture;
  while (pyramid.length < scales && Math.min(small.width, small.height) >= 2 * shortest) {
    small = halvePicture(small);
    pyramid.push({ channels: gradients(small), halvings: pyramid.length });
  }
  return pyramid;
}

/**
 * Shrinks a picture to half, each pixel the mean of 2 x 2. The last row or column of an odd number is
 * left out.
 *
 * @param picture [c,h,w], at least 2 x 2.
 * @returns [c,h/2,w/2].
 */
export function halvePicture({ data, channels, height, width }: Picture): Picture {
  const [h, w] = [height >> 1, width >> 1];
  const half = new Float32Array(channels * h * w);
  let k = 0;
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        const i = (c * height + 2 * y) * width + 2 * x;
        half[k++] = (data[i]! + data[i + 1]! + data[i + width]! + data[i + width + 1]!) / 4;
      }
    }
  }
  return { data: half, channels, height: h, width: w };
}

function gradients({ data, channels, height, width }: Picture): Float32Array[] {
  return Array.from({ length: channels }, (_, c) => {
    const differences = new Float32Array(2 * (width - 1) * (height - 1));
    let k = 0;
    for (let y = 0; y < height - 1; y++) {
      for (let x = 0; x < width - 1; x++) {
        const i = (c * height + y) * width + x;
        differences[k++] = data[i + 1]! - data[i]!;
        differences[k++] = data[i + width]! - data[i]!;
      }
    }
    return differences;
  });
}
