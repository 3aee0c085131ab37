import type { Random } from "../../random.ts";
import type { StoredPhoto } from "./photo_store.ts";

/** How much photos are varied each time that they are shown. */
export interface Augmentation {
  /** Smallest side of a crop, as a share of the photo's shorter side. */
  readonly crop: number;
  /** Largest exponent of the tone curve: x^g with g from 1/gamma to gamma. */
  readonly gamma: number;
  /** Most by which a colour is multiplied more or less than the others. */
  readonly tint: number;
}

/** Crops, mirrors, tone curves and tints as far as photos of the same kind differ by them. */
export const VARIED: Augmentation = { crop: 0.5, gamma: 1.4, tint: 0.1 };

/**
 * Draws a view of a photo: a square crop, resized, perhaps mirrored, with another tone curve.
 *
 * @param photo The photo.
 * @param size Side of the view.
 * @param random What is drawn from.
 * @param augmentation How much to vary.
 * @param target Where [3,size,size] is written, in [0, 1].
 */
export function drawView(
  { data, height, width }: StoredPhoto,
  size: number,
  random: Random,
  { crop, gamma, tint }: Augmentation,
  target: Float32Array,
): void {
  const side = Math.min(height, width) * (1 - random.uniform() * (1 - crop));
  const [top, left] = [random.uniform() * (height - side), random.uniform() * (width - side)];
  const mirrored = random.uniform() < 0.5;
  const exponent = gamma ** (2 * random.uniform() - 1);
  const curves = Array.from({ length: 3 }, () => {
    const gain = 1 + tint * (2 * random.uniform() - 1);
    return Float32Array.from(
      { length: 256 },
      (_, i) => Math.min(1, gain * (i / 255) ** exponent),
    );
  });
  const scale = side / size;
  const columns = positions(left, scale, size, width);
  const rows = positions(top, scale, size, height);
  const plane = size * size;
  for (let y = 0; y < size; y++) {
    const [y0, y1, fy] = [rows.first[y]! * width, rows.second[y]! * width, rows.share[y]!];
    for (let x = 0; x < size; x++) {
      const from = mirrored ? size - 1 - x : x;
      const [x0, x1, fx] = [columns.first[from]!, columns.second[from]!, columns.share[from]!];
      const [a, b, c, d] = [(y0 + x0) * 3, (y0 + x1) * 3, (y1 + x0) * 3, (y1 + x1) * 3];
      for (let channel = 0; channel < 3; channel++) {
        const curve = curves[channel]!;
        const upper = curve[data[a + channel]!]! * (1 - fx) + curve[data[b + channel]!]! * fx;
        const lower = curve[data[c + channel]!]! * (1 - fx) + curve[data[d + channel]!]! * fx;
        target[channel * plane + y * size + x] = upper * (1 - fy) + lower * fy;
      }
    }
  }
}

/** Between which rows or columns each one of the view lies, and how near to the second. */
function positions(begin: number, scale: number, size: number, extent: number) {
  const [first, second] = [new Uint16Array(size), new Uint16Array(size)];
  const share = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    const at = Math.min(extent - 1, Math.max(0, begin + (i + 0.5) * scale - 0.5));
    first[i] = Math.floor(at);
    second[i] = Math.min(extent - 1, first[i]! + 1);
    share[i] = at - first[i]!;
  }
  return { first, second, share };
}
