import type { Picture } from "./picture.ts";

/**
 * Puts what surrounds a picture around it, in the picture's own memory: of a large photo there is no
 * room for a second copy of each layer.
 *
 * @param part [c,h',w']; it cannot be used afterwards.
 * @param around [c,h,w]; it is left as it is.
 * @param corner Where the part's left and top corner goes, so that all of it is inside.
 * @returns `around` with the part in it, [c,h,w].
 */
export function growPicture(
  part: Picture,
  around: Picture,
  { left, top }: { readonly left: number; readonly top: number },
): Picture {
  const { width, height, channels } = around;
  const data = new Float32Array(
    (part.data.buffer as ArrayBuffer).transfer(4 * channels * height * width),
  );
  // Rows move towards the end, the last one first: none is written over before it has moved.
  for (let row = channels * height - 1; row >= 0; row--) {
    const y = row % height - top;
    const to = row * width;
    const isInside = y >= 0 && y < part.height;
    if (isInside) {
      const from = (Math.floor(row / height) * part.height + y) * part.width;
      data.copyWithin(to + left, from, from + part.width);
    }
    const outside = isInside ? [[0, left], [left + part.width, width]] : [[0, width]];
    for (const [begin, end] of outside as [number, number][]) {
      data.set(around.data.subarray(to + begin, to + end), to + begin);
    }
  }
  return { ...around, data };
}
