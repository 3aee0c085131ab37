import type { Picture } from "../mod.ts";

/**
 * Enlarges a picture by straight lines between its pixels; beyond the border they are repeated.
 *
 * @param picture [c,h,w].
 * @param size The new size.
 * @returns [c,size.height,size.width].
 */
export function enlargeBilinear(
  picture: Picture,
  { width, height }: Pick<Picture, "width" | "height">,
): Picture {
  const { data, channels } = picture;
  const columns = places(picture.width, width);
  const rows = places(picture.height, height);
  const result = new Float32Array(channels * height * width);
  let i = 0;
  for (let c = 0; c < channels; c++) {
    for (const [top, bottom, down] of rows) {
      const [upper, lower] = [top, bottom].map((y) => (c * picture.height + y) * picture.width) as [
        number,
        number,
      ];
      for (const [left, right, across] of columns) {
        const between = (row: number) =>
          data[row + left]! + across * (data[row + right]! - data[row + left]!);
        result[i++] = between(upper) + down * (between(lower) - between(upper));
      }
    }
  }
  return { data: result, channels, height, width };
}

/** The two old pixels that each new one lies between, and how far it is from the first. */
function places(from: number, to: number): (readonly [number, number, number])[] {
  return Array.from({ length: to }, (_, i) => {
    const place = Math.min(from - 1, Math.max(0, (i + 0.5) * from / to - 0.5));
    const first = Math.floor(place);
    return [first, Math.min(from - 1, first + 1), place - first] as const;
  });
}
