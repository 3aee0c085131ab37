import type { Picture } from "../image/picture.ts";
import { resizePicture } from "../image/resize_picture.ts";

/** What a grid measures at most, in pixels. */
const LIMIT = 2400;
const GAP = 8;

/**
 * Lays pictures in rows, with white gaps between.
 *
 * @param rows The pictures, [1,h,w] or [3,h,w] in [0, 1]; all are shown at the size of the first.
 * @returns The grid, [3,h,w], at most 2400 pixels wide and high. Small pictures keep their size.
 */
export async function pictureGrid(rows: readonly (readonly Picture[])[]): Promise<Picture> {
  const first = rows[0]?.[0];
  if (!first) throw new RangeError("A grid needs a picture");
  const columns = Math.max(...rows.map(({ length }) => length));
  const room = (count: number) => (LIMIT - GAP * (count - 1)) / count;
  const scale = Math.min(1, room(columns) / first.width, room(rows.length) / first.height);
  const tile = {
    width: Math.max(1, Math.floor(first.width * scale)),
    height: Math.max(1, Math.floor(first.height * scale)),
  };
  const width = columns * (tile.width + GAP) - GAP;
  const height = rows.length * (tile.height + GAP) - GAP;
  const data = new Float32Array(3 * height * width).fill(1);
  for (const [row, pictures] of rows.entries()) {
    for (const [column, picture] of pictures.entries()) {
      const small = await resizePicture(picture, tile);
      const [top, left] = [row * (tile.height + GAP), column * (tile.width + GAP)];
      for (let line = 0; line < 3 * tile.height; line++) {
        const [channel, y] = [Math.floor(line / tile.height), line % tile.height];
        // A mask has one channel: it is read for red, green and blue alike.
        const from = ((channel % small.channels) * tile.height + y) * tile.width;
        const to = (channel * height + top + y) * width + left;
        data.set(small.data.subarray(from, from + tile.width), to);
      }
    }
  }
  return { data, channels: 3, height, width };
}
