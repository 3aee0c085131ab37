import type { Random } from "../../random.ts";
import { edgePairs, GAP } from "./edge_pairs.ts";
import { proposeInks } from "./propose_inks.ts";
import { fitInks } from "./fit_inks.ts";
import { climbInk } from "./climb_ink.ts";
import { BARE, colourOf, type Ink } from "./ink.ts";
import { type Labelling, labelMark } from "./label_mark.ts";
import type { Scene } from "./scene.ts";

/** A mark: its inks, and where they are. */
export interface Mark extends Labelling {
  /** {@linkcode BARE} is the first. */
  readonly inks: readonly Ink[];
}

/** A mark that was found. */
export interface ClearMark extends Mark {
  /** How clearly its clearest ink is seen: 0 without one, some 5 in gravel, 15 and more in a calm photo. */
  readonly clarity: number;
}

/** Inks of a mark, at most, and guesses that are tried for the first and for each further one. */
const [MOST, FIRST_GUESSES, GUESSES] = [5, 5, 3];
/** Inks that are common: half a white, half a black. */
const COMMON: readonly Ink[] = [{ keep: 0.5, add: [0.5, 0.5, 0.5] }, { keep: 0.5, add: [0, 0, 0] }];
/** Guesses that are looked at closely, and rounds of labels and inks for each. */
const [SETTLED, ROUNDS] = [3, 2];
/**
 * Edges tell an ink best: what is fitted to them is taken if it explains nearly as much as a guess,
 * and what colours alone suggest only if it explains much more.
 */
const [TRUSTED, CLIMBED] = [0.9, 0.85];
/** Guesses are ranked by a first look, then looked at closely, and what is found once more. */
const [GLANCE, CLOSELY] = [
  { change: 6, sweeps: 4, strange: 1.5 },
  { change: 6, sweeps: 12, strange: 1.5 },
];
const FINALLY = { change: 6, sweeps: 15, strange: 1.5 };
/** An ink that seems to keep so little covers wholly, or is the photo's own edge. */
const OPAQUE = 0.22;
/** A mark is mostly black or white: a colour so near, and by how much it is preferred. */
const [NEARLY, PLAIN] = [0.02, 1.05];
/**
 * What an ink must explain for each step of its outline, and as a share of what the clearest does. On
 * the fixtures it is 4 to 19 for inks that are there, and 0.5 to 2 for chance.
 */
const [LEAST_CLARITY, LEAST_SHARE] = [2.8, 0.35];

/**
 * Finds the inks of a mark one after the other: those that tell most of the photos' edges inside the
 * hint, of some that a few edges suggest; the next from the edges that are left.
 *
 * @param scene Photos and hint.
 * @param random Draws edges.
 * @returns The mark; without an ink if none explains enough.
 */
export function findInks(scene: Scene, random: Random): ClearMark {
  const scale = scene.usual[GAP] as number;
  const pairs = edgePairs(scene, 2 * scale);
  let mark: Mark = { inks: [BARE], labels: new Uint8Array(scene.hint.length), gain: 0 };
  let first = 0;
  while (mark.inks.length <= MOST) {
    const left = pairs.filter(({ p, q }) => !mark.labels[p] && !mark.labels[q]);
    const guesses = proposeInks(scene, left, {
      scale,
      most: mark.inks.length === 1 ? FIRST_GUESSES : GUESSES,
      random,
    });
    const among = [...scene.hint.keys()].filter((p) => scene.hint[p] && !mark.labels[p]);
    const starts = mark.inks.length === 1 ? [...guesses.slice(0, 1), ...COMMON] : [];
    const climbed = starts.map((guess) => climbInk(scene, among, guess, random));
    const worth = [guesses, climbed].flatMap((some) =>
      some.map((guess) => {
        const inks = [...mark.inks, guess];
        return { inks, ...labelMark(scene, inks, GLANCE) };
      })
        .sort((a, b) => b.gain - a.gain)
        .slice(0, some === guesses ? SETTLED : 1)
        .map(({ inks }) => settle(scene, inks))
        .map((next) => ({
          next,
          clear: clarity(next, mark, scene),
          trust: some === guesses ? 1 : CLIMBED,
        }))
    )
      .filter(({ next }) => (next.inks.at(-1) as Ink).keep > OPAQUE)
      .filter(({ clear }) => clear > Math.max(LEAST_CLARITY, LEAST_SHARE * first))
      .sort((a, b) =>
        b.trust * b.clear * worthOf(b.next, mark) - a.trust * a.clear * worthOf(a.next, mark)
      );
    const [best] = worth;
    if (!best) break;
    first = Math.max(first, best.clear);
    mark = best.next;
  }
  if (mark.inks.length === 1) return { ...mark, clarity: 0 };
  const last = { ...mark, ...labelMark(scene, mark.inks, FINALLY) };
  const inks = fitInks(scene, last.labels, last.inks);
  const fitted = { inks, ...labelMark(scene, inks, FINALLY) };
  return { ...fitted.gain > TRUSTED * last.gain ? fitted : last, clarity: first };
}

/** Labels and inks in turn. */
function settle(scene: Scene, inks: readonly Ink[]): Mark {
  let mark: Mark = { inks, ...labelMark(scene, inks, CLOSELY) };
  for (let round = 0; round < ROUNDS; round++) {
    const fitted = fitInks(scene, mark.labels, mark.inks);
    const next = { inks: fitted, ...labelMark(scene, fitted, CLOSELY) };
    if (next.gain < TRUSTED * mark.gain) break;
    mark = next;
  }
  return mark;
}

/** What the last ink explains; of two that explain as much, the plain one is likelier. */
function worthOf({ inks, gain }: Mark, before: Mark): number {
  const colour = colourOf(inks.at(-1) as Ink);
  const plain = [0, 1].some((end) => colour.every((v) => Math.abs(v - end) < NEARLY));
  return (gain - before.gain) * (plain ? PLAIN : 1);
}

/**
 * How much the last ink explains for the length of its outline: chance makes ragged specks, whose
 * pixels are fewer than the steps around them.
 */
function clarity({ inks, labels, gain }: Mark, before: Mark, scene: Scene): number {
  let [area, outline] = [0, 0];
  const last = inks.length - 1;
  labels.forEach((label, p) => {
    const inside = label === last;
    if (inside) area++;
    if (inside !== (labels[p + 1] === last)) outline++;
    if (inside !== (labels[p + scene.width] === last)) outline++;
  });
  if (outline === 0) return 0;
  return (gain - before.gain) * Math.min(1, area / outline) / outline / scene.photos.length;
}
