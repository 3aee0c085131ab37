import type { Area } from "./pad_picture.ts";
import type { Picture } from "./picture.ts";

/** The sides of a picture. */
export const SIDES = ["left", "top", "right", "bottom"] as const;
export type SideName = typeof SIDES[number];

/** The colours along one side of a picture, at places of a few pixels each. */
export interface BorderStrip {
  /** Places along the side. */
  readonly places: number;
  /** How far the first is from the last, in pixels. */
  readonly length: number;
  /** Lines from the side inwards. */
  readonly depths: number;
  /** Red, green and blue at each place of each line, [depths,places,3]. */
  readonly colours: Float32Array;
}

/** Places along a side, at most. */
const PLACES = 256;
/** Pixels along the side that a place has at least: scans have noise. */
const STRETCH = 4;
/** Pixels of a place that are read at most. */
const READ = 8;

/**
 * Reads what is along one side of a part of a picture.
 *
 * @param picture [3,h,w].
 * @param area The part.
 * @param side Which side of it.
 * @param range From where to where along the side, in pixels from the part's left or top; and how deep.
 * @returns The colours, each the mean of a place.
 */
export function borderStrip(
  { data, width, height }: Picture,
  { left, top, ...area }: Area,
  side: SideName,
  { from, to, depths }: { readonly from: number; readonly to: number; readonly depths: number },
): BorderStrip {
  const [right, bottom] = [left + area.width - 1, top + area.height - 1];
  // Where the side begins, one pixel along it, and one line inwards.
  const [begin, along, inwards] = ({
    left: [top * width + left, width, 1],
    top: [top * width + left, 1, width],
    right: [top * width + right, width, -1],
    bottom: [bottom * width + left, 1, -width],
  } as const)[side];
  const stretch = Math.max(STRETCH, Math.ceil((to - from) / PLACES));
  const step = Math.ceil(stretch / READ);
  const count = Math.ceil(stretch / step);
  const places = Math.max(0, Math.floor((to - from) / stretch));
  const colours = new Float32Array(depths * places * 3);
  for (let c = 0; c < 3; c++) {
    for (let depth = 0; depth < depths; depth++) {
      for (let place = 0; place < places; place++) {
        const at = c * width * height + begin + inwards * depth + along * (from + place * stretch);
        let sum = 0;
        for (let i = 0; i < count; i++) sum += data[at + i * step * along] as number;
        colours[(depth * places + place) * 3 + c] = sum / count;
      }
    }
  }
  return { places, length: (places - 1) * stretch, depths, colours };
}
