import { areaWithin, type Border, NO_BORDER } from "./border.ts";
import { type BorderEdge, borderEdge } from "./border_edge.ts";
import { type SideName, SIDES } from "./border_strip.ts";
import type { Area } from "./pad_picture.ts";
import type { Picture } from "./picture.ts";

/** What an edge must be to be taken for that of a border. */
type Requirement = Pick<BorderEdge, "share" | "least">;

/** Pixels of border on a side at least. */
const LEAST = 3;
/** Colours of the sides differ by no more, of 1: a scanner's light is not the same everywhere. */
const ALIKE = 0.15;
/** What an edge must be for a border on all sides, on three, and on two that face each other. */
const REQUIRED: readonly (readonly [number, Requirement])[] = [
  [4, { share: 0.6, least: 0.25 }],
  [3, { share: 0.7, least: 0.4 }],
  [2, { share: 0.85, least: 0.5 }],
];
/** And for one more side, where these are found: a dark scene hides much of the edge of a film. */
const REST = { share: 0.4, least: 0 };
/** Share of a border that has its colour at least: the rest is for writing and dust. */
const EVEN = 0.7;
/** How often sides are looked at anew. */
const TURNS = 2;
/** Borders within borders at most: scanner, paper, film. */
const RINGS = 3;

/**
 * Looks for the border of a scanned print or film: even in colour, on all sides, or on two at least
 * that face each other, and ending all along on a straight line. A photo may have even parts at its
 * edges, a sky or a night, but hardly such.
 *
 * @param picture [3,h,w].
 * @returns Pixels of border on each side; undefined if there is none.
 */
export function findBorder(picture: Picture): Border | undefined {
  let border = NO_BORDER;
  for (let ring = 0; ring < RINGS; ring++) {
    const next = findRing(picture, areaWithin(picture, border));
    if (!next) break;
    border = add(border, next);
  }
  return border === NO_BORDER ? undefined : border;
}

function add(a: Border, b: Border): Border {
  return {
    left: a.left + b.left,
    top: a.top + b.top,
    right: a.right + b.right,
    bottom: a.bottom + b.bottom,
  };
}

type Edges = Readonly<Partial<Record<SideName, BorderEdge>>>;

function findRing(picture: Picture, area: Area): Border | undefined {
  const { width, height } = area;
  const middle = (length: number) => [Math.floor(length / 4), Math.ceil(length * 3 / 4)] as const;
  let edges = edgesOf(picture, area, middle(width), middle(height));
  // First along the middle of each side, then all along between the borders of the other two, which
  // may need what was found of them in turn.
  for (let turn = 0; turn < TURNS; turn++) {
    const taken = (side: SideName) => {
      const edge = edges[side];
      return edge && edge.share >= REST.share ? edge.depth : 0;
    };
    edges = edgesOf(
      picture,
      area,
      [taken("left"), width - taken("right")],
      [taken("top"), height - taken("bottom")],
    );
  }
  for (const [count, required] of REQUIRED) {
    const found = SIDES.filter((side) => isEdge(edges[side], required));
    if (found.length < count || !facing(found)) continue;
    const colours = (sides: readonly SideName[]) => sides.map((side) => edges[side]!.colour);
    if (!alike(colours(found))) continue;
    const all = SIDES.filter((side) =>
      found.includes(side) || isEdge(edges[side], REST) && alike(colours([...found, side]))
    );
    const depth = (side: SideName) => all.includes(side) ? edges[side]!.depth : 0;
    return {
      left: depth("left"),
      top: depth("top"),
      right: depth("right"),
      bottom: depth("bottom"),
    };
  }
  return undefined;
}

function edgesOf(
  picture: Picture,
  area: Area,
  columns: readonly [number, number],
  rows: readonly [number, number],
): Edges {
  return {
    left: borderEdge(picture, area, "left", rows),
    top: borderEdge(picture, area, "top", columns),
    right: borderEdge(picture, area, "right", rows),
    bottom: borderEdge(picture, area, "bottom", columns),
  };
}

function isEdge(
  edge: BorderEdge | undefined,
  { share, least }: Requirement,
): boolean {
  return edge !== undefined && edge.depth >= LEAST && edge.share >= share && edge.least >= least &&
    edge.even >= EVEN;
}

function facing(sides: readonly SideName[]): boolean {
  const has = (side: SideName) => sides.includes(side);
  return (has("left") && has("right")) || (has("top") && has("bottom"));
}

function alike(colours: readonly (readonly number[])[]): boolean {
  return colours.every((one) =>
    colours.every((other) => one.every((v, c) => Math.abs(v - other[c]!) <= ALIKE))
  );
}
