import { mean } from "../mean.ts";
import { feather } from "./border_feather.ts";
import { borderLine } from "./border_line.ts";
import { type BorderStrip, borderStrip, type SideName } from "./border_strip.ts";
import type { Area } from "./pad_picture.ts";
import type { Picture } from "./picture.ts";

/** Where the border ends on one side, and what it looks like there. */
export interface BorderEdge {
  /** Pixels of border on that side, where they are most. */
  readonly depth: number;
  /** Red, green and blue of it. */
  readonly colour: readonly number[];
  /** Share of the side along which it ends on one straight line, 0 to 1. */
  readonly share: number;
  /** The same of the quarter of the side where it is least. */
  readonly least: number;
  /** Share of what is before the line that has the border's colour. */
  readonly even: number;
}

/** Fewer places along a side tell nothing. */
const FEWEST = 8;
/** The outermost lines may be of the scanner. */
const OUTERMOST = 2;
/** Lines that tell the border's colour, as a share of the picture, and at least. */
const TELLING = [1 / 200, 2] as const;
/** Share of the picture that a border takes from one side at most. */
const DEEPEST = 0.3;
/** What differs by less from a border's colour is of the border, of 1; more, where that is uneven. */
const ALIKE = 0.06;
const ALIKE_IF_UNEVEN = 4;
/** What varies more than this, as a median, is no border. */
const UNEVEN = 0.035;
/** Depths of one line differ by no more, as a share of the picture; in pixels at least 1. */
const STRAIGHT = 1 / 1000;
/** A border ends within so many times that. */
const SHARP = 3;
/** Pixels that lead over from border to picture at most, as a share of the picture. */
const LONGEST_FEATHER = 0.015;

/**
 * Looks for the end of a border on one side of a picture: of the even colour that begins there, the
 * straight line along which it ends.
 *
 * @param picture [3,h,w].
 * @param area The part of it to look at.
 * @param side Which side of that part.
 * @param range From where to where on that side, in pixels from the part's left or top.
 * @returns The edge, however poor; undefined if nothing even begins there, or it does not end.
 */
export function borderEdge(
  picture: Picture,
  area: Area,
  side: SideName,
  [from, to]: readonly [number, number],
): BorderEdge | undefined {
  const across = side === "left" || side === "right" ? area.width : area.height;
  const bin = Math.max(1, across * STRAIGHT);
  const telling = Math.max(TELLING[1], Math.round(TELLING[0] * across));
  const first = borderStrip(picture, area, side, { from, to, depths: OUTERMOST + telling });
  const { places } = first;
  if (places < FEWEST) return undefined;
  const begin = { ...first, colours: first.colours.subarray(OUTERMOST * places * 3) };
  const colour = [0, 1, 2].map((c) => median(begin.colours.filter((_, i) => i % 3 === c)));
  const uneven = median(distances(begin, colour));
  if (uneven > UNEVEN) return undefined;
  const [deepest, longest] = [DEEPEST, LONGEST_FEATHER].map((s) => Math.ceil(s * across)) as [
    number,
    number,
  ];
  const depths = Math.min(across, deepest + Math.ceil(Math.max(2 * longest, SHARP * bin)) + 2);
  const strip = borderStrip(picture, area, side, { from, to, depths });
  const away = distances(strip, colour);
  const tolerance = Math.max(ALIKE, ALIKE_IF_UNEVEN * uneven);
  const at = (place: number, depth: number) => away[depth * places + place] as number;
  const reach = { deepest, tolerance, sharp: Math.round(SHARP * bin) };
  const ends = Array.from({ length: places }, (_, place) => endsAt(place, away, strip, reach));
  const line = borderLine(ends, strip.length, bin);
  if (!line) return undefined;
  const { start, end, on } = line;
  const lineAt = (place: number) => Math.round(start + (end - start) * place / (places - 1));
  let [before, even] = [0, 0];
  for (let place = 0; place < places; place++) {
    for (let depth = OUTERMOST; depth < lineAt(place); depth++, before++) {
      if (at(place, depth) <= tolerance) even++;
    }
  }
  const quarters = [0, 1, 2, 3].map((q) => on.slice(q * places / 4, (q + 1) * places / 4));
  const soft = feather(strip, { lineAt, on, longest });
  return {
    depth: Math.round(Math.max(start, end)) + soft,
    colour,
    share: mean(on.map(Number)),
    least: Math.min(...quarters.map((part) => mean(part.map(Number)))),
    even: even / before || 0,
  };
}

interface Reach {
  readonly deepest: number;
  readonly tolerance: number;
  /** Lines within which a border ends. */
  readonly sharp: number;
}

/**
 * Finds at which depths a place leaves the border's colour. That can be several times: something may
 * be written on it.
 */
function endsAt(
  place: number,
  away: Float32Array,
  { places, depths }: BorderStrip,
  { deepest, tolerance, sharp }: Reach,
): readonly number[] {
  const at = (depth: number) =>
    away[Math.max(0, Math.min(depths - 1, depth)) * places + place] as number;
  const found: number[] = [];
  for (let depth = OUTERMOST; depth < deepest; depth++) {
    if (at(depth) <= tolerance || (depth > OUTERMOST && at(depth - 1) > tolerance)) continue;
    // A sky gets darker too, but not at once.
    if (at(depth + sharp) - at(depth - sharp) > tolerance) found.push(depth);
  }
  return found;
}

/** How far each colour of a strip is from another: the most that red, green or blue are, [depths,places]. */
function distances({ colours }: BorderStrip, colour: readonly number[]): Float32Array {
  const far = (i: number, c: number) =>
    Math.abs((colours[i + c] as number) - (colour[c] as number));
  return Float32Array.from(
    { length: colours.length / 3 },
    (_, i) => Math.max(far(3 * i, 0), far(3 * i, 1), far(3 * i, 2)),
  );
}

function median(values: Float32Array): number {
  return values.toSorted()[Math.floor(values.length / 2)] as number;
}
