import { mirror } from "./mirror.ts";
import type { Picture } from "./picture.ts";

/**
 * Extends a picture at its right and bottom until its sides are multiples of a number. It is
 * mirrored without repeating the border pixel, as often as needed: abc becomes abcbabcb.
 *
 * @param picture [c,h,w].
 * @param multiple What the sides are to be multiples of, 1 or more.
 * @param least What the sides are to be at least, in pixels.
 * @returns The larger picture; the same picture if its sides are such.
 * @throws {RangeError} If `multiple` is not a whole number of at least 1.
 */
export function padToMultiple(picture: Picture, multiple: number, least = 0): Picture {
  if (!Number.isSafeInteger(multiple) || multiple < 1) {
    throw new RangeError(`Cannot pad to multiples of ${multiple}`);
  }
  const [height, width] = [picture.height, picture.width]
    .map((side) => Math.ceil(Math.max(side, least) / multiple) * multiple) as [number, number];
  if (height === picture.height && width === picture.width) return picture;
  return gather(picture, {
    rows: Array.from({ length: height }, (_, y) => mirror(y, picture.height)),
    columns: Array.from({ length: width }, (_, x) => mirror(x, picture.width)),
  });
}

/**
 * Cuts a rectangle out of a picture.
 *
 * @param picture [c,h,w].
 * @param area Its left and top corner, and its size, in pixels.
 * @returns The part, [c,area.height,area.width].
 * @throws {RangeError} If it is not inside the picture.
 */
export function cropPicture(picture: Picture, { left, top, width, height }: Area): Picture {
  const inside = [left, top, width, height].every(Number.isSafeInteger) &&
    left >= 0 && top >= 0 && width >= 1 && height >= 1 &&
    left + width <= picture.width && top + height <= picture.height;
  if (!inside) {
    throw new RangeError(
      `Cannot cut ${width}x${height} at ${left},${top} out of ${picture.width}x${picture.height}`,
    );
  }
  return gather(picture, {
    rows: Array.from({ length: height }, (_, y) => top + y),
    columns: Array.from({ length: width }, (_, x) => left + x),
  });
}

/**
 * Puts a picture into a copy of a larger one.
 *
 * @param picture [c,h,w].
 * @param part [c,h',w'].
 * @param corner Where the part's left and top corner goes, so that all of it is inside.
 * @returns The copy, [c,h,w].
 */
export function pastePicture(
  picture: Picture,
  part: Picture,
  { left, top }: Pick<Area, "left" | "top">,
): Picture {
  const data = picture.data.slice();
  for (let row = 0; row < part.channels * part.height; row++) {
    const [channel, y] = [Math.floor(row / part.height), row % part.height];
    const from = part.data.subarray(row * part.width, (row + 1) * part.width);
    data.set(from, (channel * picture.height + top + y) * picture.width + left);
  }
  return { ...picture, data };
}

/** A rectangle in a picture. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function gather(
  { data, channels, height, width }: Picture,
  { rows, columns }: { readonly rows: readonly number[]; readonly columns: readonly number[] },
): Picture {
  const result = new Float32Array(channels * rows.length * columns.length);
  let at = 0;
  for (let c = 0; c < channels; c++) {
    for (const y of rows) {
      const row = (c * height + y) * width;
      for (const x of columns) result[at++] = data[row + x] as number;
    }
  }
  return { data: result, channels, height: rows.length, width: columns.length };
}
