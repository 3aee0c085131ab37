import type { Picture } from "../../image/picture.ts";

/** Pixels of the small copy to each side that are asked. */
const RADIUS = 2;
/** Standard deviations of their weights: of distance, in the copy's pixels, and of colour. */
const [NEAR, LIKE] = [1, 0.08];

/**
 * Carries the mask of a small copy to a large photo. Where the copy's mask has an edge, each pixel
 * asks the copy's pixels around it, the more the nearer they are and the more like it in colour (joint
 * bilateral upsampling, Kopf et al. 2007).
 *
 * @param mask Of the copy, [1,h,w], 0 or 1.
 * @param copy The copy, [3,h,w].
 * @param photo [3,h',w'].
 * @returns [1,h',w'], 0 or 1; the same mask if the sizes are the same.
 */
export function enlargeMask(mask: Picture, copy: Picture, photo: Picture): Picture {
  const { height, width } = photo;
  if (height === mask.height && width === mask.width) return mask;
  const [down, across] = [mask.height / height, mask.width / width];
  const data = new Float32Array(height * width);
  const asked: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [(x + 0.5) * across - 0.5, (y + 0.5) * down - 0.5];
      around(asked, Math.round(u), Math.round(v), mask);
      const own = mask.data[asked[0] as number] as number;
      const i = y * width + x;
      const alike = asked.every((j) => mask.data[j] === own);
      data[i] = alike ? own : vote({ mask, copy, photo }, asked, i, u, v);
    }
  }
  return { data, channels: 1, height, width };
}

/** Lists the copy's pixels around one, as far as there are any. */
function around(list: number[], x: number, y: number, { height, width }: Picture): void {
  list.length = 0;
  for (let row = Math.max(0, y - RADIUS); row <= Math.min(height - 1, y + RADIUS); row++) {
    for (
      let column = Math.max(0, x - RADIUS);
      column <= Math.min(width - 1, x + RADIUS);
      column++
    ) {
      list.push(row * width + column);
    }
  }
}

function vote(
  { mask, copy, photo }: { mask: Picture; copy: Picture; photo: Picture },
  asked: readonly number[],
  i: number,
  u: number,
  v: number,
): 0 | 1 {
  const [large, small] = [photo.height * photo.width, copy.height * copy.width];
  let balance = 0;
  for (const j of asked) {
    const apart = ((j % copy.width) - u) ** 2 + (Math.floor(j / copy.width) - v) ** 2;
    let unlike = 0;
    for (let c = 0; c < 3; c++) {
      unlike += ((photo.data[c * large + i] as number) - (copy.data[c * small + j] as number)) ** 2;
    }
    const weight = Math.exp(-apart / (2 * NEAR ** 2) - unlike / (2 * LIKE ** 2));
    balance += mask.data[j] === 1 ? weight : -weight;
  }
  return balance > 0 ? 1 : 0;
}
