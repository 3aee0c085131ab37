import type { Picture } from "../../image/picture.ts";

/**
 * Continues a picture smoothly over the pixels that are not known: pulled to ever smaller copies,
 * whose pixels are means of the known ones, and pushed back, coarse to fine, into the gaps (push-pull,
 * Gortler et al. 1996, "The lumigraph", section 4.4).
 *
 * @param picture [c,h,w].
 * @param known Which pixels are, [1,h,w], 1 or 0.
 * @returns [c,h,w], the picture where it is known; zeros if no pixel is.
 */
export function fillIn(picture: Picture, known: Picture): Picture {
  const { channels, height, width } = picture;
  const pixels = height * width;
  if (pixels === 1 || known.data.every((k) => k > 0)) {
    return { ...picture, data: picture.data.map((v, i) => v * known.data[i % pixels]!) };
  }
  const [h, w] = [Math.ceil(height / 2), Math.ceil(width / 2)];
  const sums = new Float32Array(channels * h * w);
  const counts = new Float32Array(h * w);
  for (let i = 0; i < pixels; i++) {
    if (known.data[i] === 0) continue;
    const j = (Math.floor(i / width) >> 1) * w + ((i % width) >> 1);
    counts[j]! += 1;
    for (let c = 0; c < channels; c++) sums[c * h * w + j]! += picture.data[c * pixels + i]!;
  }
  const half = fillIn(
    {
      data: sums.map((sum, j) => sum / Math.max(1, counts[j % (h * w)] as number)),
      channels,
      height: h,
      width: w,
    },
    { data: counts.map((count) => count > 0 ? 1 : 0), channels: 1, height: h, width: w },
  );
  const data = picture.data.slice();
  for (let i = 0; i < pixels; i++) {
    if (known.data[i] !== 0) continue;
    const [x, y] = [(i % width) / 2 - 0.25, Math.floor(i / width) / 2 - 0.25];
    for (let c = 0; c < channels; c++) data[c * pixels + i] = between(half, c, x, y);
  }
  return { ...picture, data };
}

/** Bilinear interpolation; beyond the border its pixels are repeated. */
function between({ data, height, width }: Picture, channel: number, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const at = (column: number, row: number) =>
    data[
      (channel * height + Math.min(height - 1, Math.max(0, row))) * width +
      Math.min(width - 1, Math.max(0, column))
    ] as number;
  const upper = at(left, top) + (x - left) * (at(left + 1, top) - at(left, top));
  const lower = at(left, top + 1) + (x - left) * (at(left + 1, top + 1) - at(left, top + 1));
  return upper + (y - top) * (lower - upper);
}
